/** Longest silence before something counts as hung, in seconds. The machine is emulated: patience, not a measure. */
export const patience = 300;

/** Gives up on what does not come. @throws Error naming `what` */
export async function within<Result>(
  what: string,
  coming: Promise<Result>,
  seconds = patience,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing came for ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([coming, hung]);
  } finally {
    clearTimeout(timer);
  }
}
