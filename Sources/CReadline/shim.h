// SPDX-License-Identifier: GPL-3.0-or-later

// Swift 6 refuses every direct use of C's mutable globals, so they are set and read here. Only ReadlineEditor.swift of
// the module Terminal includes this: the flag below is one to an object file.

#ifndef CARELINE_CREADLINE_SHIM_H
#define CARELINE_CREADLINE_SHIM_H

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
#include <readline/readline.h>
#include <readline/history.h>

// What the editor sets once.

static inline void editor_set_name(const char *name) { rl_readline_name = name; }
static inline void editor_set_terminal(const char *name) { rl_terminal_name = name; }
static inline void editor_set_completer(rl_completion_func_t *f) { rl_attempted_completion_function = f; }
static inline void editor_set_getc(rl_getc_func_t *f) { rl_getc_function = f; }
static inline void editor_set_word_breaks(void) {
    rl_completer_word_break_characters = (char *)" \t\n,;:?!()\"";
}
// Readline cleans the terminal up at a signal, follows the window's size, and leaves LINES and COLUMNS alone.
static inline void editor_set_signals(void) {
    rl_catch_signals = 1;
    rl_catch_sigwinch = 1;
    rl_change_environment = 0;
}

// What it sets or asks at each line.

static inline void editor_set_streams(FILE *in, FILE *out) {
    rl_instream = in ? in : stdin;
    rl_outstream = out ? out : stdout;
}
static inline void editor_write(const char *text) {
    fputs(text, rl_outstream ? rl_outstream : stdout);
    fflush(rl_outstream ? rl_outstream : stdout);
}
static inline void editor_no_filename_completion(void) { rl_attempted_completion_over = 1; }
static inline void editor_end_line(void) { rl_done = 1; }
static inline const char *editor_line(void) { return rl_line_buffer; }
static inline int editor_line_length(void) { return rl_end; }

// The interrupt signal: its handler sets a flag, nothing else.

// The flag is inside a function because Swift emits no variable of a header.
static inline volatile sig_atomic_t *editor_interrupt_flag(void) {
    static volatile sig_atomic_t flag;
    return &flag;
}
static inline void editor_note_interrupt(int number) {
    (void)number;
    *editor_interrupt_flag() = 1;
}
static inline int editor_take_interrupt(void) {
    int was_set = *editor_interrupt_flag();
    *editor_interrupt_flag() = 0;
    return was_set;
}
static inline void editor_catch_interrupt(struct sigaction *previous) {
    struct sigaction action = {0};
    action.sa_handler = editor_note_interrupt;
    sigemptyset(&action.sa_mask);
    *editor_interrupt_flag() = 0;
    sigaction(SIGINT, &action, previous);
}
static inline void editor_restore_interrupt(const struct sigaction *previous) { sigaction(SIGINT, previous, NULL); }

// Waits until there is something to read (1), or a signal or a fifth of a second came first (0).
//
// Signals are held back between the look at the flags and the wait, so none is missed; the time limit is for a signal
// that another thread took, which does not end this thread's wait.
static inline int editor_wait(int descriptor) {
    if (descriptor < 0 || descriptor >= FD_SETSIZE) return 1;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    int ready = 0;
    if (rl_pending_signal() == 0 && !*editor_interrupt_flag()) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(descriptor, &readable);
        struct timespec limit = {0, 200000000};
        ready = pselect(descriptor + 1, &readable, NULL, NULL, &limit, &before);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ready > 0;
}

#endif
