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
DATA := $(sort $(shell find lib -name '*.tsv'))
TOOLS := $(patsubst cmd/%.c,%,$(sort $(wildcard cmd/kr-*.c)))
COMMAND_SOURCES := $(filter-out cmd/kr-%,$(sort $(wildcard cmd/*.c)))
COMMAND_OBJECTS := $(COMMAND_SOURCES:%.c=$(BUILD)/%.o)
C_TESTS := $(patsubst tests/c/%.c,%,$(sort $(wildcard tests/c/test-*.c)))
DEPENDENCIES := $(shell find $(BUILD) -name '*.d' 2>/dev/null)

all: $(TOOLS:%=$(BUILD)/%)

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

$(BUILD)/kr-%: $(BUILD)/cmd/kr-%.o $(COMMAND_OBJECTS) $(BUILD)/libkr.a
	$(LINK) -o $@ $^ $(KR_LIBS)

$(BUILD)/tests/test-%: $(BUILD)/tests/c/test-%.o $(BUILD)/libkr.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(KR_LIBS)

.SECONDARY:
.PHONY: all

check-c: $(C_TESTS:%=$(BUILD)/tests/%)
	prove -e '' $^

# BATS=tests/kr-cat.bats for one file.
BATS ?= tests
check-bats: all
	KR_BUILD=$(abspath $(BUILD)) bats -r $(BATS)

.PHONY: check-c check-bats
