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

kr_slice
kr_education_work_level(kr_slice level)
{
	static const char levels[] = "023456";
	int rank = kr_education_rank(level);
	return rank == 0 ? kr_slice_of(NULL, 0) : kr_slice_of(levels + rank, 1);
}

kr_education
kr_education_parts(kr_slice item)
{
	kr_slice rest = kr_slice_items(item), parts[4] = {{0}};
	for (int i = 0; i < 4 && kr_slice_next(&rest, ':', &parts[i]); i++)
		;
	return (kr_education){parts[0], parts[1], parts[2], parts[3]};
}

int
kr_education_highest(kr_slice list)
{
	int highest = 0;
	kr_slice rest = kr_slice_items(list), item;
	while (kr_slice_next(&rest, '|', &item)) {
		kr_education education = kr_education_parts(item);
		int rank = kr_education_rank(education.level);
		bool is_finished = !kr_slice_is(education.status, "2") && !kr_slice_is(education.status, "3") &&
		    !kr_slice_is(education.diploma, "no");
		if (is_finished && rank > highest)
			highest = rank;
	}
	return highest;
}
