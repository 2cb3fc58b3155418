import { z } from 'zod';
import { presetNames } from '$lib/contest/presets';
import type { Rules } from '$lib/contest/rules';
import { m } from '$lib/paraglide/messages';
import { awardsSchema, roundSchema, rulesSchema } from '$lib/server/contest/setup-schema';

/*
 * The form of a contest file, as docs/contest-file.md describes it. Every object is strict: a name with a typing error
 * is a fault of the file, not something to pass over.
 */

const line = z.string().trim().min(1).max(200);
const count = z.int().min(1).max(500);
const { rescue, bell, ties, audience } = rulesSchema.shape;

const rules = z
	.strictObject({
		...rulesSchema.shape,
		audience: z.strictObject(audience.shape).partial(),
		rescue: z.strictObject(rescue.shape).partial(),
		bell: z.strictObject(bell.shape).partial(),
		ties: z.strictObject(ties.shape).partial()
	})
	.partial();

/** So many of the file's bank; so many of a bank, by topic and level; or questions written down here. */
const questions = z.union([
	count,
	z.strictObject({
		bank: line.optional(),
		topics: z.array(line).optional(),
		levels: z.array(line).optional(),
		count
	}),
	z.array(z.unknown()).min(1).max(500)
]);
export type FileQuestions = z.infer<typeof questions>;

const contestFile = z.strictObject({
	title: line,
	preset: z.enum(presetNames).default('school100'),
	organizer: z.string().trim().max(200).default(''),
	units: z.array(line).max(2000).default([]),
	rules: rules.default({}),
	bank: line.optional(),
	approvedOnly: z.boolean().default(false),
	rounds: z
		.array(z.strictObject({ ...roundSchema.shape, questions }))
		.min(1)
		.max(20),
	extras: z
		.strictObject({
			spare: questions,
			rescue: questions,
			tiebreak: questions,
			bell: questions,
			audience: questions
		})
		.partial()
		.default({}),
	extraSeconds: roundSchema.shape.seconds.optional(),
	awards: awardsSchema.optional(),
	roster: z
		.array(
			z.strictObject({
				sbd: z.int().min(1).max(99_999).optional(),
				name: line,
				unit: z.string().trim().max(200).default(''),
				pin: z
					.string()
					.regex(/^\d{4,8}$/, { error: () => m.cli_file_pin() })
					.optional(),
				reserve: z.boolean().optional()
			})
		)
		.max(20_000)
		.default([]),
	open: z.boolean().default(false)
});
export type ContestFile = z.infer<typeof contestFile>;
/** A contest file as somebody writes it. */
export type ContestFileInput = z.input<typeof contestFile>;

/** What is wrong, and where in the file: `rounds[0].seconds`. */
export interface FileProblem {
	path: string;
	text: string;
}

/** Reads a contest file; with everything that is wrong with its form, or the file. */
export function readContestFile(
	json: unknown
): { ok: true; file: ContestFile } | { ok: false; problems: FileProblem[] } {
	const read = contestFile.safeParse(json, { error: inWords });
	return read.success
		? { ok: true, file: read.data }
		: { ok: false, problems: read.error.issues.flatMap((issue) => problemsOf(issue, [])) };
}

/** The preset's rules with the file's in their place, group by group. */
export function withRules(
	base: Rules,
	{ audience, rescue, bell, ties, ...others }: ContestFile['rules']
): Rules {
	return {
		...base,
		...others,
		audience: { ...base.audience, ...audience },
		rescue: { ...base.rescue, ...rescue },
		bell: { ...base.bell, ...bell },
		ties: { ...base.ties, ...ties }
	};
}

/** `['rounds', 0, 'seconds']` → `rounds[0].seconds`. */
export function pathText(path: readonly PropertyKey[]): string {
	const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
	return text.replace(/^\./, '') || m.cli_file_whole();
}

function problemsOf(issue: z.core.$ZodIssue, before: PropertyKey[]): FileProblem[] {
	const path = [...before, ...issue.path];
	if (issue.code === 'unrecognized_keys')
		return issue.keys.map((name) => ({ path: pathText(path), text: m.cli_file_unknown_key({ name }) }));
	// Of the forms that are possible here only the one that was begun is of interest: it says more than the type.
	const begun =
		issue.code === 'invalid_union' ? issue.errors.find((issues) => !issues.some(isOtherForm)) : undefined;
	if (begun) return begun.flatMap((inner) => problemsOf(inner, path));
	return [{ path: pathText(path), text: issue.message }];
}

const isOtherForm = (issue: z.core.$ZodIssue) => issue.code === 'invalid_type' && issue.path.length === 0;

const typeWords: Record<string, () => string> = {
	string: m.cli_file_type_string,
	number: m.cli_file_type_number,
	int: m.cli_file_type_int,
	boolean: m.cli_file_type_boolean,
	array: m.cli_file_type_array,
	object: m.cli_file_type_object
};

/** A problem of zod's in the words of whoever writes such a file. */
function inWords(issue: z.core.$ZodRawIssue): string {
	if (issue.input === undefined) return m.cli_file_missing();
	switch (issue.code) {
		case 'invalid_type': {
			const expected = typeWords[issue.expected];
			return expected ? m.cli_file_type({ expected: expected() }) : m.cli_file_invalid();
		}
		case 'too_small':
			return isNumber(issue.origin) ? m.cli_file_at_least({ n: Number(issue.minimum) }) : m.cli_file_empty();
		case 'too_big': {
			const n = Number(issue.maximum);
			return isNumber(issue.origin) ? m.cli_file_at_most({ n }) : m.cli_file_too_long({ n });
		}
		case 'invalid_value':
			return m.cli_file_one_of({ values: issue.values.map(String).join(', ') });
		case 'invalid_union':
			return m.cli_file_questions_form();
		default:
			return m.cli_file_invalid();
	}
}

const isNumber = (origin: string) => origin === 'number' || origin === 'int';
