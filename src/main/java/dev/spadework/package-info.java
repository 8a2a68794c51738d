/**
 * Where everything is put together: the command line, the settings, the wiring, the HTTP server.
 * Nothing imports this package.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework;
