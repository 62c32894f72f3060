/** The version of this copy, as part of private tag names. A package test holds it against package.json. */
export const version = '0.1.0';
