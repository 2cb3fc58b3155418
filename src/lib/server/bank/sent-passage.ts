import { z } from 'zod';
import type { Block, Line, Run } from '$lib/bank/reading/passage';

const run: z.ZodType<Run> = z.object({
	text: z.string(),
	bold: z.boolean(),
	italic: z.boolean(),
	underline: z.boolean(),
	strike: z.boolean(),
	colour: z.string().regex(/^([0-9a-f]{6})?$/),
	highlight: z.boolean(),
	script: z.enum(['super', 'sub', '']),
	object: z.enum(['picture', 'equation']).nullable(),
	// The bytes of what was pasted are not sent.
	picture: z.null()
});

const line: z.ZodType<Line> = z.object({
	place: z.number().int().min(0),
	label: z.string().max(100),
	depth: z.number().int().min(-1).max(100),
	continues: z.boolean(),
	heading: z.boolean(),
	runs: z.array(run)
});

const blocks: z.ZodType<Block[]> = z
	.array(
		z.union([z.object({ line }), z.object({ table: z.object({ rows: z.array(z.array(z.array(line))) }) })])
	)
	.max(200_000);

/** What was pasted, as the import's screen sends it; null for what no screen of ours sends. */
export function readSentPassage(json: string): Block[] | null {
	try {
		return blocks.safeParse(JSON.parse(json)).data ?? null;
	} catch {
		return null;
	}
}
