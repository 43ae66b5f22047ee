/** The operations that emitted code may call, as its `R`. */
export {};
