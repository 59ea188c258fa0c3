/*
 * How tight the labour market is: open vacancies for each person who is directly available, in five classes.
 *
 * The classes are those of UWV's Spanningsindicator Arbeidsmarkt (very loose, loose, average, tight, very tight, with the edges
 * 0.25, 0.67, 1.5 and 4.0). The upper edges are the reciprocals of the lower ones, so 0.67 is 2/3. UWV's texts leave open on
 * which side an edge falls; here a class holds its lower edge: [0, 1/4) [1/4, 2/3) [2/3, 3/2) [3/2, 4) [4, ...). It is
 * decided on the whole numbers, never on a quotient.
 */
#ifndef KR_REPORT_TENSION_H
#define KR_REPORT_TENSION_H

#include <stdint.h>

enum kr_tension {
	KR_TENSION_NONE, /* nobody is available: no ratio, no class */
	KR_TENSION_VERY_LOOSE,
	KR_TENSION_LOOSE,
	KR_TENSION_AVERAGE,
	KR_TENSION_TIGHT,
	KR_TENSION_VERY_TIGHT,
	KR_TENSIONS
};

/* Both counts from 0 to 10^15. */
enum kr_tension kr_tension_class(int64_t open, int64_t available);

/* "very_loose" and so on, also the id of its words in lib/report/texts; "none" for KR_TENSION_NONE. */
const char *kr_tension_key(enum kr_tension tension);

#endif
