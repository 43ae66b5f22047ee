/** The program: links emitted scripts through a table of types and runs them. */
export {};
