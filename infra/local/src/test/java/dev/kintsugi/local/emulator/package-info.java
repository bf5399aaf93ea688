/**
 * Emulated AWS as one program on one port, for an image made on the spot: what the test of a whole deployment talks to where no
 * emulator's image can be had. It knows just the calls that this test and the functions make, and like most emulators it cannot
 * redrive. It holds DynamoDB Local, so no image with it is ever passed on.
 */
@NullMarked
package dev.kintsugi.local.emulator;

import org.jspecify.annotations.NullMarked;
