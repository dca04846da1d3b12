// Collects results. A check passes by returning true; anything else it returns is the reason it failed.
export function report() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const say = (mark, name, why) => console.log(`${mark} ${name}${why ? `\n       ${why}` : ''}`);
  return {
    async check(name, fn) {
      let why;
      try {
        const result = await fn();
        why = result === true ? null : String(result);
      } catch (error) {
        why = error?.message ?? JSON.stringify(error);
      }
      counts[why === null ? 'passed' : 'failed']++;
      say(why === null ? 'ok    ' : 'FAILED', name, why);
    },
    skip(name, why) {
      counts.skipped++;
      say('skip  ', name, why);
    },
    end() {
      console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
      return counts.failed === 0 && counts.passed > 0;
    },
  };
}

// The reason when there are offenders, true when there are none.
export const none = (offenders) => offenders.length === 0 || offenders.join(', ');

export const within = (promise, milliseconds, what) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error(`no ${what} within ${milliseconds} ms`)), milliseconds).unref()),
]);
