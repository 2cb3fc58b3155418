import { exchange } from '../here';

export const reportBug = (what: string, error: unknown) => exchange().bug(what, error);

/** Clocks are set all the time here. */
export const reportTrouble = () => {};

/** Nobody reads the rest. */
export const reportFact = () => {};
export const writeLine = () => {};
export const oneLine = (value: unknown) => JSON.stringify(value);
