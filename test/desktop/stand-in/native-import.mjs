/** Node's own import, past the test runner's: a program is loaded as Node would load it. */
export const load = (url) => import(url);
