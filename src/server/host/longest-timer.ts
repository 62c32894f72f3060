/** The longest time a timer can be set to; what is due later is looked at again then. Milliseconds. */
export const longestTimer = 2 ** 31 - 1;
