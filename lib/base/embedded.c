#include "base/embedded.h"

kr_slice
kr_embedded(const char *name)
{
	for (const kr_embedded_file *file = kr_embedded_files; file->name != NULL; file++)
		if (strcmp(file->name, name) == 0)
			return kr_slice_of(file->start, (size_t)(file->end - file->start));
	return kr_slice_of(NULL, 0);
}
