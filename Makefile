# kr: GNU make. `make demo` shows it, `make check` proves it, `make install` puts it in place.
# CC, CFLAGS, CPPFLAGS and LDFLAGS of the caller are added to ours, never replaced by ours.

VERSION = 0.1.0
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DOCDIR ?= $(PREFIX)/share/doc/kr
BUILD ?= build

WARNINGS = -Wall -Wextra -Wformat=2 -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef
HARDENING = -fstack-protector-strong -fPIE -ffile-prefix-map=$(CURDIR)=.
OPTIMIZE ?= -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
KR_CFLAGS = -std=c17 $(OPTIMIZE) -g $(WARNINGS) $(HARDENING) -pthread
KR_CPPFLAGS = -D_GNU_SOURCE -Ilib -Icmd -DKR_VERSION='"$(VERSION)"'
KR_LDFLAGS = -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
# The .a files of the libraries, so that one file copied to a server works.
KR_LIBS = -l:libsodium.a -l:libutf8proc.a -l:libcsv.a -lm -pthread

COMPILE = $(CC) $(KR_CPPFLAGS) $(CPPFLAGS) $(KR_CFLAGS) $(CFLAGS)
LINK = $(CC) $(KR_CFLAGS) $(CFLAGS) $(KR_LDFLAGS) $(LDFLAGS)

LIB_SOURCES := $(sort $(shell find lib -name '*.c'))
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
DATA := $(sort $(shell find lib -name '*.tsv' -o -name '*.css' -o -name '*.html' -o -name '*.js'))
TOOLS := $(patsubst cmd/%.c,%,$(sort $(wildcard cmd/kr-*.c)))
COMMAND_SOURCES := $(filter-out cmd/kr-%,$(sort $(wildcard cmd/*.c)))
COMMAND_OBJECTS := $(COMMAND_SOURCES:%.c=$(BUILD)/%.o)
C_TESTS := $(patsubst tests/c/%.c,%,$(sort $(wildcard tests/c/test-*.c)))
DEPENDENCIES := $(shell find $(BUILD) -name '*.d' 2>/dev/null)

all: $(TOOLS:%=$(BUILD)/%) $(BUILD)/man/kr-records.5

-include $(DEPENDENCIES)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

# Data files go into the library byte for byte; lib/base/embedded.h finds them by name.
$(BUILD)/embedded.c: $(DATA) tools/embed.sh
	@mkdir -p $(@D)
	sh tools/embed.sh $(DATA) > $@.new && mv $@.new $@

$(BUILD)/embedded.o: $(BUILD)/embedded.c
	$(COMPILE) -c -o $@ $<

$(BUILD)/libkr.a: $(LIB_OBJECTS)
	@rm -f $@
	$(AR) rcsD $@ $^

# cmd/NAME/ holds the parts of kr-NAME.
.SECONDEXPANSION:
$(BUILD)/kr-%: $(BUILD)/cmd/kr-%.o \
		$$(addprefix $(BUILD)/,$$(addsuffix .o,$$(basename $$(sort $$(wildcard cmd/$$*/*.c))))) $(COMMAND_OBJECTS) $(BUILD)/libkr.a
	$(LINK) -o $@ $^ $(KR_LIBS)

# An oracle, in this test only.
$(BUILD)/tests/test-json: KR_LIBS += -ljansson
$(BUILD)/tests/test-%: $(BUILD)/tests/c/test-%.o $(BUILD)/libkr.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(KR_LIBS)

$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(BUILD)/libkr.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(KR_LIBS)

.SECONDARY:
.PHONY: all

# kr-records(5): the frame from man/man5, the fields from the schema.
$(BUILD)/man/kr-records.5: man/man5/kr-records.5.in tools/records-page.sh $(DATA)
	@mkdir -p $(@D)
	sh tools/records-page.sh $< lib/schema > $@.new && mv $@.new $@

# The samples' generator stands apart from the product.
$(BUILD)/generate-samples: $(wildcard tools/generate/*.c tools/generate/*.h tools/generate-samples.c)
	@mkdir -p $(@D)
	$(CC) -std=c17 -O2 $(WARNINGS) -o $@ $(filter %.c,$^) -lm

deps:
	sh tools/deps.sh check

# Both begin with what a bare machine lacks.
demo:
	sh tools/deps.sh build
	$(MAKE) --no-print-directory -j 2 -s all
	sh tools/demo.sh $(BUILD)

check: deps
	$(MAKE) --no-print-directory -j 2 -s CFLAGS='$(CFLAGS) -Werror' all tests generator
	$(MAKE) --no-print-directory -j 2 -s $(SANITIZED) all tests generator
	$(MAKE) --no-print-directory -j 2 -s fuzzers
	sh tools/check.sh $(BUILD) build/asan

# By clang, so that a second compiler has its say; without -pie, as the tests start these programs tens of thousands of times.
SANITIZED = BUILD=build/asan CC=clang OPTIMIZE=-O1 LDFLAGS='$(LDFLAGS) -no-pie' \
	CFLAGS='$(CFLAGS) -g1 -Werror -DKR_SANITIZED -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'

# Preloaded by tests/faults.bats.
$(BUILD)/fault.so: tests/fault/fault.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE -O1 -g $(WARNINGS) -fPIC -shared -o $@ $< -ldl

tests: $(C_TESTS:%=$(BUILD)/tests/%) $(BUILD)/fault.so
generator: $(BUILD)/generate-samples

check-c: tests
	prove -e '' $(C_TESTS:%=$(BUILD)/tests/%)

# BATS=tests/kr-cat.bats for one file.
BATS ?= tests
check-bats: all generator $(BUILD)/fault.so
	KR_BUILD=$(abspath $(BUILD)) bats -r $(BATS)

# The page of kr-card in a browser; says so and passes where there is none.
check-web: all generator
	sh tools/deps.sh web
	sh tests/web/check-web.sh $(BUILD)

# libFuzzer with the sanitizers: needs clang.
FUZZERS := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz-*.c)))
FUZZ_FLAGS = -O1 -g1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
fuzzers: $(FUZZERS)
# The rooms that they look into and those on which these stand.
FUZZED_SOURCES = $(filter $(patsubst %,lib/%/%,base codes income ledger match math record source text),$(LIB_SOURCES))
# One sub-make for all of them, so that two do not write the same objects.
fuzz-library:
	$(MAKE) --no-print-directory -s BUILD=build/fuzz CC=clang OPTIMIZE= CFLAGS='$(CFLAGS) $(FUZZ_FLAGS)' \
		LIB_SOURCES='$(FUZZED_SOURCES)' build/fuzz/libkr.a
build/fuzz/fuzz-%: tests/fuzz/fuzz-%.c fuzz-library
	clang $(KR_CPPFLAGS) $(KR_CFLAGS) -fsanitize=fuzzer,address,undefined -o $@ $< build/fuzz/libkr.a $(KR_LIBS)

# Ratios against peers in one run; never fails a build.
bench: all generator $(BUILD)/bench/change-one $(BUILD)/bench/libcsv-tsv
	bash tests/bench/bench.sh $(BUILD)
	bash tests/bench/import.sh $(BUILD)
	bash tests/bench/json.sh $(BUILD)
	bash tests/bench/export.sh $(BUILD)
	bash tests/bench/arrange.sh $(BUILD)
	bash tests/bench/account.sh $(BUILD)
	bash tests/bench/card.sh $(BUILD)

# The long runs: SOAK seconds for each fuzz target, every tool with the search for leaks, spoilt logs and kills, a million persons.
SOAK ?= 300
soak: all generator fuzzers
	$(MAKE) --no-print-directory -j 2 -s $(SANITIZED) all generator
	sh tools/soak.sh $(BUILD) $(SOAK)

# Golden files and samples made anew: read the diff before it is committed.
regen: all generator
	sh tools/regen.sh $(BUILD)

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7 \
		$(DESTDIR)$(DOCDIR)
	install -m 755 $(TOOLS:%=$(BUILD)/%) $(DESTDIR)$(BINDIR)
	install -m 644 $(wildcard man/man1/*.1) $(DESTDIR)$(MANDIR)/man1
	install -m 644 $(wildcard man/man5/*.5) $(BUILD)/man/kr-records.5 $(DESTDIR)$(MANDIR)/man5
	install -m 644 $(wildcard man/man7/*.7) $(DESTDIR)$(MANDIR)/man7
	install -m 644 README.md LICENSE $(DESTDIR)$(DOCDIR)
	cp -R samples $(DESTDIR)$(DOCDIR)

uninstall:
	rm -f $(TOOLS:%=$(DESTDIR)$(BINDIR)/%)
	rm -f $(patsubst man/%,$(DESTDIR)$(MANDIR)/%,$(wildcard man/man?/*.[157])) $(DESTDIR)$(MANDIR)/man5/kr-records.5
	rm -rf $(DESTDIR)$(DOCDIR)

clean:
	rm -rf build

.PHONY: deps demo check tests generator check-c check-bats check-web fuzzers fuzz-library bench soak regen install uninstall clean
