import { contextNow } from './context';
import { observe } from './metrics';

export type Level = 'info' | 'warn' | 'error';
export type LogFormat = 'text' | 'json';

let format: LogFormat = 'text';

/** For people at a console, or for programs that gather logs: from now on. */
export function logAs(chosen: LogFormat): void {
	format = chosen;
}

interface Line {
	level: Level;
	/** What happened, in words of ours alone. */
	what: string;
	/** In a text: what follows the time; `what`, unless told otherwise. */
	text?: string;
	error?: unknown;
	/** More fields of the JSON; none of them is a name or a secret of anybody. */
	facts?: Record<string, unknown>;
}

/** The one way into the log. To standard error, since standard output is for whoever has started the program. */
export function writeLine({ level, what, text = what, error, facts }: Line): void {
	const time = new Date().toISOString();
	const said = error === undefined ? undefined : saidBy(error);
	const line =
		format === 'json'
			? oneLine({ time, level, what, ...contextNow(), ...facts, ...(said && { error: said }) })
			: [time, text, said && (said.stack ?? said.message)].filter(Boolean).join(' ');
	if (level === 'error') console.error(line);
	else console.warn(line);
}

/** Writes what the program did not expect to the log, without the data of people. `request`: whose, where that is not known here. */
export function reportBug(what: string, error: unknown, request?: string): void {
	observe.bug();
	const text = request ? `${what} [${request}]` : what;
	writeLine({ level: 'error', what, text, error, ...(request && { facts: { request } }) });
}

/** Writes that something around the program went wrong, in words for who runs it. */
export function reportTrouble(what: string): void {
	writeLine({ level: 'warn', what });
}

/** Writes what the program has done by itself and somebody may ask for later. */
export function reportFact(what: string, facts?: Record<string, unknown>): void {
	writeLine({ level: 'info', what, ...(facts && { facts }) });
}

/** JSON in which nothing can end the line or move the cursor of a terminal. */
export function oneLine(value: unknown): string {
	return JSON.stringify(value).replace(
		/[\u007f-\u009f\u2028\u2029]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
}

interface Said {
	name: string;
	message: string;
	stack?: string | undefined;
}

function saidBy(error: unknown): Said {
	if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
	const { name, message, stack } = error;
	if (!quotesData(error)) return { name, message, stack };
	const bare = (text: string) => text.replace(/(["'“]).*?["'”]/gs, '"…"');
	return { name, message: bare(message), stack: stack?.replace(message, () => bare(message)) };
}

/** What could not be read stands in quotes in these: it may be what somebody has typed. */
function quotesData(error: Error): boolean {
	const code = 'code' in error ? String(error.code) : '';
	// PostgreSQL's class 22: data that does not fit.
	return error instanceof SyntaxError || /^22\w{3}$/.test(code);
}
