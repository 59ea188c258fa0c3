/*
 * From links to persons: connected components, grown from the strongest link to the weakest.
 *
 * A link that would bring two different valid BSNs (or two person keys) into one person is refused, however the
 * records between them agree.
 */
#ifndef KR_LINK_CLUSTER_H
#define KR_LINK_CLUSTER_H

#include "link/pairs.h"

typedef struct kr_clusters {
	uint32_t *person; /* of each record: 1, 2, 3 ... in order of the first record of each */
	uint32_t persons;
	uint64_t refused; /* links */
	uint32_t largest; /* records of one person */
} kr_clusters;

/* `links` as kr_links_find sorts them; those below `least` are not used. kr_clusters_free after. */
bool kr_clusters_make(kr_clusters *clusters, const kr_people *people, const kr_links *links, int32_t least, kr_error *error);

void kr_clusters_free(kr_clusters *clusters);

#endif
