#include "occupations.h"

#include <stddef.h>

/* Weights are guesses that look like the registers of 2020; wages are rounded collective-agreement steps. */
const occupation_kind OCCUPATIONS[] = {
	{ 9112, 80, 45, 'N', 1, 1471, "", "schoonmaker|interieurverzorger|schoonmaakster|huishoudelijk medewerker" },
	{ 5223, 60, 40, 'G', 3, 1480, "", "verkoper|winkelmedewerker|verkoopmedewerker|winkelbediende" },
	{ 4321, 48, 34, 'H', 3, 1520, "", "magazijnmedewerker|orderpicker|logistiek medewerker|voorraadbeheerder" },
	{ 9333, 40, 24, 'H', 1, 1471, "", "sjouwer|inpakker|lader/losser|vrachtafhandelaar" },
	{ 4110, 62, 20, 'O', 4, 1620, "", "administratief medewerker|administratief assistent|kantoormedewerker" },
	{ 8322, 40, 22, 'H', 3, 1560, "B", "taxichauffeur|bestelwagenchauffeur|koerier|chauffeur bestelwagen" },
	{ 8332, 24, 26, 'H', 3, 1680, "CE", "vrachtwagenchauffeur|chauffeur vrachtwagen|internationaal chauffeur" },
	{ 8331, 8, 10, 'H', 3, 1650, "D", "buschauffeur|touringcarchauffeur|trambestuurder" },
	{ 8344, 16, 12, 'H', 3, 1560, "", "heftruckchauffeur|reachtruckchauffeur|heftruckbestuurder" },
	{ 5322, 32, 34, 'Q', 3, 1590, "", "thuishulp|medewerker thuiszorg|thuiszorgmedewerker" },
	{ 5321, 30, 44, 'Q', 4, 1710, "", "ziekenverzorger|verzorgende|verzorgende IG|zorgkundige" },
	{ 2221, 9, 36, 'Q', 5, 2250, "", "verpleegkundige|specialistisch verpleegkundige" },
	{ 5311, 20, 18, 'Q', 4, 1690, "", "kinderopvangmedewerker|pedagogisch medewerker|kinderverzorger" },
	{ 3412, 14, 20, 'Q', 5, 2010, "", "maatschappelijk werker|jeugdwerker|sociaal werker" },
	{ 2635, 9, 12, 'Q', 5, 2120, "", "maatschappelijk werker|schuldhulpverlener" },
	{ 5131, 26, 20, 'I', 2, 1471, "", "kelner|serveerster|medewerker bediening|ober" },
	{ 5120, 22, 22, 'I', 4, 1600, "", "kok|zelfstandig werkend kok|chef-kok" },
	{ 9412, 34, 18, 'I', 1, 1471, "", "keukenhulp|afwasser|keukenassistent" },
	{ 9411, 10, 10, 'I', 1, 1471, "", "medewerker fastfood|bereider van fastfood|snackbarmedewerker" },
	{ 5132, 6, 5, 'I', 2, 1480, "", "barman|barkeeper|barmedewerker" },
	{ 4226, 22, 9, 'N', 3, 1540, "", "receptionist|receptioniste|baliemedewerker" },
	{ 4222, 20, 16, 'N', 3, 1530, "", "callcentermedewerker|callcenteragent|klantenservicemedewerker" },
	{ 5230, 16, 14, 'G', 2, 1471, "", "kassamedewerker|caissière|kassier" },
	{ 9334, 18, 14, 'G', 1, 1471, "", "vakkenvuller|aanvuller winkelrekken" },
	{ 5414, 22, 22, 'N', 3, 1590, "", "beveiliger|beveiligingsmedewerker|bewaker|objectbeveiliger" },
	{ 9329, 46, 24, 'C', 1, 1490, "", "productiemedewerker|fabrieksarbeider|inpakker" },
	{ 8160, 16, 14, 'C', 3, 1600, "", "operator voedingsmiddelen|procesoperator|bakkerijmedewerker" },
	{ 8219, 12, 12, 'C', 3, 1600, "", "assemblagemedewerker|monteur assemblage|productassembleur" },
	{ 7212, 8, 12, 'C', 4, 1780, "", "lasser|tig-lasser|MIG/MAG-lasser" },
	{ 7223, 6, 10, 'C', 4, 1800, "", "CNC-frezer|verspaner|frezer" },
	{ 7233, 8, 14, 'C', 4, 1820, "B", "onderhoudsmonteur|monteur industriële machines" },
	{ 7231, 10, 10, 'G', 4, 1720, "B", "automonteur|autotechnicus|voertuigtechnicus" },
	{ 7411, 9, 20, 'F', 4, 1830, "B", "elektricien|elektromonteur|industrieel elektricien" },
	{ 7126, 8, 16, 'F', 4, 1820, "B", "loodgieter|cv-monteur|verwarmingsmonteur" },
	{ 7115, 14, 18, 'F', 4, 1800, "B", "timmerman|dakdekker|timmerman bouw" },
	{ 7131, 16, 10, 'F', 3, 1740, "B", "schilder|huisschilder|behanger" },
	{ 7112, 6, 8, 'F', 3, 1790, "", "metselaar|voeger|bestratingswerker" },
	{ 9313, 24, 14, 'F', 1, 1540, "", "bouwvakker|grondwerker|bouwhelper|opperman" },
	{ 9312, 8, 8, 'F', 1, 1540, "B", "wegwerker|stratenmaker|grondwerker" },
	{ 6113, 14, 10, 'N', 3, 1560, "B", "hovenier|tuinman|boomverzorger" },
	{ 9214, 20, 16, 'A', 1, 1471, "", "medewerker tuinbouw|kasmedewerker|plukker" },
	{ 9613, 8, 6, 'E', 1, 1490, "", "straatveger|veger|medewerker reiniging" },
	{ 9611, 5, 6, 'E', 1, 1520, "", "vuilnisman|afvalinzamelaar|afvalophaler" },
	{ 9621, 10, 12, 'H', 1, 1471, "", "fietskoerier|bezorger|postbezorger|maaltijdbezorger" },
	{ 4412, 8, 10, 'H', 2, 1500, "", "postbode|postsorteerder|postbesteller" },
	{ 5153, 12, 6, 'L', 3, 1600, "B", "conciërge|huismeester|huisbewaarder" },
	{ 5141, 12, 7, 'S', 3, 1520, "", "kapper|kapster|barbier" },
	{ 5142, 7, 3, 'S', 3, 1500, "", "schoonheidsspecialist|nagelstylist|visagist" },
	{ 9121, 8, 5, 'S', 1, 1471, "", "wasserijmedewerker|strijker|medewerker wasserij" },
	{ 7531, 7, 2, 'C', 2, 1490, "", "kleermaker|naaister|coupeuse" },
	{ 2512, 8, 24, 'J', 5, 2650, "", "softwareontwikkelaar|programmeur|software-engineer" },
	{ 3512, 10, 14, 'J', 4, 1950, "", "helpdeskmedewerker|ICT-helpdeskmedewerker|systeembeheerder" },
	{ 2513, 5, 6, 'J', 5, 2300, "", "webontwikkelaar|webdeveloper" },
	{ 2166, 9, 4, 'M', 5, 1950, "", "grafisch ontwerper|vormgever|grafisch vormgever" },
	{ 3313, 14, 14, 'M', 4, 1850, "", "boekhouder|assistent-boekhouder|financieel medewerker" },
	{ 2411, 5, 10, 'M', 5, 2550, "", "accountant|registeraccountant|controller" },
	{ 2431, 10, 8, 'M', 5, 2250, "", "marketingmedewerker|marketingmanager|marketeer" },
	{ 3322, 14, 18, 'G', 4, 1980, "B", "vertegenwoordiger|accountmanager|handelsvertegenwoordiger" },
	{ 2423, 8, 8, 'N', 5, 2200, "", "personeelsadviseur|recruiter|loopbaanadviseur" },
	{ 3343, 12, 8, 'O', 4, 1880, "", "directiesecretaresse|managementassistent|secretaris" },
	{ 4120, 10, 4, 'O', 4, 1720, "", "secretaresse|secretarieel medewerker" },
	{ 2341, 5, 22, 'P', 5, 2350, "", "leerkracht basisonderwijs|onderwijzer|leraar basisonderwijs" },
	{ 5312, 14, 14, 'P', 4, 1680, "", "onderwijsassistent|klassenassistent" },
	{ 2330, 5, 14, 'P', 5, 2500, "", "leraar wiskunde|docent Engels|leraar Nederlands|leerkracht secundair onderwijs" },
	{ 3422, 6, 4, 'R', 4, 1650, "", "sportinstructeur|trainer|zweminstructeur" },
	{ 2651, 5, 1, 'R', 5, 1700, "", "beeldend kunstenaar|kunstschilder" },
	{ 2652, 4, 1, 'R', 5, 1750, "", "musicus|zanger|muzikant" },
	{ 2611, 3, 5, 'M', 6, 2900, "", "jurist|advocaat|bedrijfsjurist" },
	{ 2422, 4, 10, 'O', 6, 2700, "", "beleidsmedewerker|beleidsadviseur" },
	{ 2142, 3, 9, 'F', 6, 2750, "", "civiel ingenieur|constructeur" },
	{ 1324, 5, 5, 'H', 5, 2700, "B", "logistiek manager|distributiemanager" },
	{ 1420, 6, 6, 'G', 4, 2200, "", "winkelmanager|bedrijfsleider|filiaalmanager" },
};

const uint32_t OCCUPATION_COUNT = (uint32_t)(sizeof OCCUPATIONS / sizeof OCCUPATIONS[0]);

const char *const ODD_TITLES[] = {
	"diversen",           "div.",                "alles",              "zie cv",               "n.v.t.",
	"adm. mdw.",          "mdw magazijn alg.",   "schoonm.",           "prod.mdw (div. br.)",  "iets met kinderen",
	"heftruckcauffeur",   "schoonmaaker",        "verkoopster/kassa",  "all-round mdw horeca", "chauffeur B / koerier",
	"logist. mdw.",       "kinderopv.",          "zorg (niv. 2)",      "helpende niv2",        "techn. beroep",
	"bouw alg.",          "administratie/balie", "recepsioniste",      "tuin en groen mdw",    "vkk",
	"leidinggevende alg", "IT",                  "prod. werk",         "horeca (bed./keuken)", "huishoud. hulp part.",
	"beveliger",          "vrachtwagencauffeur", "lasser div. proc.",  "ass. bakker / winkel", "licht inpakwerk",
	"nog bepalen",        "vrijw. werk",         "mdw. groenv.",       "onderh. mont.",        "Administratief mdw. sr.",
};

const uint32_t ODD_TITLE_COUNT = (uint32_t)(sizeof ODD_TITLES / sizeof ODD_TITLES[0]);

const sector_kind SECTORS[] = {
	{ 'A', 20, "01190", "Landbouw, bosbouw en visserij" },
	{ 'C', 80, "10710", "Industrie" },
	{ 'E', 10, "38110", "Winning en distributie van water; afval- en afvalwaterbeheer en sanering" },
	{ 'F', 60, "41200", "Bouwnijverheid" },
	{ 'G', 130, "47110", "Groot- en detailhandel; reparatie van auto's" },
	{ 'H', 110, "52109", "Vervoer en opslag" },
	{ 'I', 85, "56101", "Logies-, maaltijd- en drankverstrekking" },
	{ 'J', 30, "62010", "Informatie en communicatie" },
	{ 'K', 12, "64190", "Financiële instellingen" },
	{ 'L', 8, "68204", "Verhuur van en handel in onroerend goed" },
	{ 'M', 35, "69202", "Advisering, onderzoek en overige specialistische zakelijke dienstverlening" },
	{ 'N', 140, "81210", "Verhuur van roerende goederen en overige zakelijke dienstverlening" },
	{ 'O', 40, "84110", "Openbaar bestuur, overheidsdiensten en verplichte sociale verzekeringen" },
	{ 'P', 40, "85201", "Onderwijs" },
	{ 'Q', 130, "88101", "Gezondheids- en welzijnszorg" },
	{ 'R', 25, "90011", "Cultuur, sport en recreatie" },
	{ 'S', 25, "96021", "Overige dienstverlening" },
};

const uint32_t SECTOR_COUNT = (uint32_t)(sizeof SECTORS / sizeof SECTORS[0]);

const sector_kind *sector_of(char letter)
{
	for (uint32_t i = 0; i < SECTOR_COUNT; i++)
		if (SECTORS[i].letter == letter)
			return &SECTORS[i];
	return &SECTORS[0];
}

uint32_t occupation_draw(random_stream *random, int offered)
{
	uint32_t sum = 0, chosen = 0;
	for (uint32_t i = 0; i < OCCUPATION_COUNT; i++)
		sum += offered ? OCCUPATIONS[i].offered : OCCUPATIONS[i].sought;
	uint32_t at = random_below(random, sum);
	for (;; chosen++) {
		uint32_t weight = offered ? OCCUPATIONS[chosen].offered : OCCUPATIONS[chosen].sought;
		if (at < weight)
			return chosen;
		at -= weight;
	}
}
