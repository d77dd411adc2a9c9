/** Stands in for the build tool's wrapper: runs the script, as the built file would. */
export const defineUnlistedScript = (run: () => void): void => run();
