#include "codes/education.h"

int
kr_education_rank(kr_slice level)
{
	static const int ranks[] = {0, 1, 2, 3, 3, 4, 5, 0, 0, 0};
	if (level.len != 1 || level.ptr[0] < '0' || level.ptr[0] > '9')
		return 0;
	return ranks[level.ptr[0] - '0'];
}

int
kr_work_level_rank(kr_slice work_level)
{
	static const int ranks[] = {0, 1, 1, 2, 3, 4, 5};
	if (work_level.len != 1 || work_level.ptr[0] < '0' || work_level.ptr[0] > '6')
		return 0;
	return ranks[work_level.ptr[0] - '0'];
}

kr_education
kr_education_parts(kr_slice item)
{
	kr_slice rest = kr_slice_items(item), parts[4] = {{0}};
	for (int i = 0; i < 4 && kr_slice_next(&rest, ':', &parts[i]); i++)
		;
	return (kr_education){parts[0], parts[1], parts[2], parts[3]};
}
