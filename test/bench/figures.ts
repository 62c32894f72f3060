/** How figures are summed up and set out in lines. */
export const quantile = (times: readonly number[], part: number): number => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
export const median = (times: readonly number[]): number => quantile(times, 0.5);
export const mean = (times: readonly number[]): number => times.reduce((sum, one) => sum + one, 0) / times.length;
export const cell = (text: string, width = 12): string => text.padStart(width);
export const verdictOf = (good: boolean): string => (good ? 'held' : 'MISSED');
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
