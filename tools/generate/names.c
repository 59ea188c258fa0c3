#include "names.h"

#include <stddef.h>

#define LIST(...) { __VA_ARGS__, NULL }

enum { NAME_MAX_COUNT = 64 };

/* In order of how common they are in the samples. */
static const char *const GIVEN[ORIGIN_COUNT][2][NAME_MAX_COUNT] = {
	[ORIGIN_DUTCH] = {
		LIST("Jan", "Peter", "Johannes", "Willem", "Kees", "Marcel", "Erik", "Dennis", "Mark", "Patrick", "René", "Jeroen",
		     "Rob", "Michael", "Martijn", "Bas", "Kevin", "Tim", "Thomas", "Daan", "Sander", "Ruud", "Henk", "Frans", "Bart",
		     "Stefan", "Wesley", "Danny", "Hendrik", "Gerard", "Joost", "André", "Sjef", "Loek", "Thijs", "Luuk",
		     "Ricardo", "Jayden", "Winston", "Ruben", "Koen", "Ben", "Theo", "Gijs", "Joël", "François", "IJsbrand"),
		LIST("Maria", "Johanna", "Anna", "Monique", "Linda", "Petra", "Sandra", "Esther", "Marjan", "Kim", "Sanne", "Lisa",
		     "Anja", "Wilma", "Ingrid", "Mariëlle", "Chantal", "Daniëlle", "Nicole", "Femke", "Laura", "Anouk", "Iris", "Els",
		     "Ria", "Annemieke", "Yvonne", "Manon", "Michelle", "Naomi", "Priscilla", "Shanice", "Corrie", "Renée", "Zoë",
		     "Margriet", "Astrid", "Joke", "Marloes", "Eva", "Lotte", "Roos", "Gerda", "Angelique", "Noëlle", "IJda"),
	},
	[ORIGIN_TURKISH] = {
		LIST("Mehmet", "Mustafa", "Ali", "Ahmet", "Hüseyin", "İbrahim", "Murat", "Yusuf", "Emre", "Hakan", "Orhan", "Kadir",
		     "Serkan", "Uğur"),
		LIST("Fatma", "Ayşe", "Emine", "Zeynep", "Hatice", "Gülşen", "Elif", "Esra", "Sevgi", "Meryem", "Özlem", "Yasemin",
		     "Dilek", "Songül"),
	},
	[ORIGIN_ARABIC] = {
		LIST("Mohamed", "Ahmed", "Youssef", "Hassan", "Abdelkader", "Karim", "Said", "Omar", "Rachid", "Khalid", "Mustapha",
		     "Bilal", "Hamza", "Samir", "Nabil", "Tarik", "Anas", "Walid", "Mahmoud", "Jamal"),
		LIST("Fatima", "Khadija", "Aicha", "Naima", "Samira", "Malika", "Latifa", "Nadia", "Rachida", "Karima", "Loubna",
		     "Hanane", "Souad", "Yasmina", "Rania", "Hiba", "Mariam", "Nour", "Zahra", "Ikram"),
	},
	[ORIGIN_POLISH] = {
		LIST("Piotr", "Krzysztof", "Andrzej", "Tomasz", "Paweł", "Michał", "Łukasz", "Marcin", "Kamil", "Jakub"),
		LIST("Anna", "Katarzyna", "Agnieszka", "Małgorzata", "Joanna", "Magdalena", "Ewa", "Monika", "Beata", "Karolina"),
	},
	[ORIGIN_UKRAINIAN] = {
		LIST("Oleksandr", "Serhii", "Andrii", "Volodymyr", "Dmytro", "Ivan", "Yurii", "Taras"),
		LIST("Olena", "Iryna", "Nataliia", "Oksana", "Tetiana", "Svitlana", "Yuliia", "Halyna", "Kateryna", "Mariia"),
	},
	[ORIGIN_HORN] = {
		LIST("Tesfay", "Yonas", "Abdi", "Filmon", "Mohamud", "Samuel", "Dawit", "Hassan", "Kidane"),
		LIST("Selam", "Hodan", "Rahwa", "Ifrah", "Helen", "Amina", "Saba", "Faduma", "Letebrhan"),
	},
	[ORIGIN_BALKAN] = {
		LIST("Željko", "Dragan", "Goran", "Nenad", "Šime", "Zoran", "Emir"),
		LIST("Željka", "Jasmina", "Snežana", "Mirela", "Vesna", "Amra", "Dijana"),
	},
};

static uint32_t count_of(const char *const *names)
{
	uint32_t count = 0;
	while (names[count] != NULL)
		count++;
	return count;
}

const char *name_given(random_stream *random, origin from, bool woman)
{
	const char *const *names = GIVEN[from][woman ? 1 : 0];
	uint32_t count = count_of(names), first = random_below(random, count), second = random_below(random, count);
	return names[first < second ? first : second];
}

const char *name_given_like(random_stream *random, origin from, bool woman, const char *given)
{
	const char *const *names = GIVEN[from][woman ? 1 : 0];
	uint32_t count = count_of(names), start = random_below(random, count);
	for (uint32_t i = 0; i < count; i++) {
		const char *name = names[(start + i) % count];
		if (name[0] == given[0] && name[1] != given[1])
			return name;
	}
	return given;
}

tongue name_tongue(origin from)
{
	switch (from) {
	case ORIGIN_POLISH: case ORIGIN_UKRAINIAN: case ORIGIN_BALKAN: return TONGUE_SLAVIC;
	case ORIGIN_TURKISH: case ORIGIN_ARABIC: case ORIGIN_HORN: return TONGUE_SOUTHERN;
	default: return TONGUE_DUTCH;
	}
}

static const char *const LANGUAGES[ORIGIN_COUNT][2] = {
	[ORIGIN_DUTCH] = { "nld", "Nederlands" },  [ORIGIN_TURKISH] = { "tur", "Turks" },  [ORIGIN_ARABIC] = { "ara", "Arabisch" },
	[ORIGIN_POLISH] = { "pol", "Pools" },      [ORIGIN_UKRAINIAN] = { "ukr", "Oekraïens" }, [ORIGIN_HORN] = { "tir", "Tigrinya" },
	[ORIGIN_BALKAN] = { "hrv", "Kroatisch" },
};

const char *name_language_code(origin from)
{
	return LANGUAGES[from][0];
}

const char *name_language(origin from)
{
	return LANGUAGES[from][1];
}
