import { readFileSync } from 'node:fs';

export interface Instruction {
	/** `COPY`, `RUN` … */
	does: string;
	rest: string;
}

export interface Stage {
	image: string;
	name: string | undefined;
	instructions: Instruction[];
}

export interface Copy {
	/** The stage that it is copied from; undefined: the checkout. */
	from: string | undefined;
	sources: string[];
	target: string;
}

/** The stages of the Dockerfile, in order. */
export function readStages(path = 'Dockerfile'): Stage[] {
	const text = readFileSync(path, 'utf8')
		.split('\n')
		.filter((line) => !line.startsWith('#'))
		.join('\n')
		.replace(/\\\n\s*/g, '');
	const stages: Stage[] = [];
	for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
		const [, does = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
		const [, image = '', name] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
		if (does === 'FROM') stages.push({ image, name, instructions: [] });
		else stages.at(-1)?.instructions.push({ does, rest });
	}
	return stages;
}

export function copies({ instructions }: Stage): Copy[] {
	return instructions
		.filter(({ does }) => does === 'COPY')
		.map(({ rest }) => {
			const words = rest.split(' ');
			const from = /^--from=(.*)$/.exec(words[0] ?? '')?.[1];
			const paths = from ? words.slice(1) : words;
			return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
		});
}

/** What an instruction that comes once says; undefined: it does not come. */
export const sayingOf = ({ instructions }: Stage, does: string) =>
	instructions.find((one) => one.does === does)?.rest;
