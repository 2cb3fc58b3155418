import { z } from 'zod';
import { mediaKinds } from '$lib/bank/question';
import { nameDoubt } from '$lib/protocol/common';
import { wholeQuestion } from '../bank/sent-drafts';
import { setupSchema } from '../contest/setup-schema';

/*
 * A whole contest as one file (docs/one-file.md): a ZIP archive of JSON and media, whose comment is the SHA-256 of all before it. What
 * is not named here is not in it: no accounts, no sessions, no tokens of phones.
 */

/** Grows when an older program could not read what is written any more. */
export const formatVersion = 1;
export const formatName = 'chuong-vang contest';

const text = z.string();
const int = z.int();
const date = z.iso.datetime().transform((at) => new Date(at));
const hex = z.string().regex(/^[0-9a-f]*$/);
const nameState = z.enum(['shown', 'waiting', 'hidden']);
const mediaId = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.object({
	format: z.literal(formatName),
	version: int,
	made: z.iso.datetime(),
	entries: z.array(z.object({ name: text, bytes: int, sha256: mediaId }))
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The contest itself, and what belongs to it once. */
export const contestSchema = z.object({
	code: z.string().regex(/^\d{6}$/),
	title: text.min(1).max(200),
	setup: setupSchema,
	phase: z.enum(['draft', 'lobby', 'finished']),
	version: int,
	head: hex,
	/** By which number its record is chained. */
	chainId: int,
	/** What makes its cards, and no other contest's. Base64. */
	secret: z.base64(),
	keepDays: int.min(1).max(3650),
	contact: z.string().max(200),
	createdAt: date,
	look: z
		.object({
			theme: z.enum(['night', 'day']),
			logo: mediaId.nullable(),
			background: mediaId.nullable(),
			sponsors: z.array(mediaId).max(12)
		})
		.nullable(),
	paper: z
		.object({ letterhead: z.unknown(), certificate: z.unknown(), ground: mediaId.nullable() })
		.nullable(),
	/** Names of the accounts that acted, by what the record calls them. */
	actors: z.record(text, text)
});
export type CarriedContest = z.infer<typeof contestSchema>;

/** The rows of its tables, a line of JSON each, by the name of the entry. */
export const rowSchemas = {
	log: z.object({
		seq: int,
		at: int,
		actor: text,
		type: text,
		data: z.record(text, z.unknown()),
		command: text.nullable(),
		hash: hex
	}),
	contestants: z.object({
		sbd: int.min(1).max(99_999),
		name: text,
		unit: text,
		pin: text,
		reserve: z.boolean(),
		name_state: nameState,
		name_doubts: z.array(nameDoubt),
		created_at: date
	}),
	answers: z.object({ question: int, sbd: int, value: text, choice_no: int, received_at: int }),
	onlookers: z.object({
		no: int.min(1),
		name: text,
		name_state: nameState,
		name_doubts: z.array(nameDoubt),
		created_at: date
	}),
	along: z.object({
		question: int,
		player: int,
		value: text,
		choice_no: int,
		received_at: int,
		correct: z.boolean().nullable()
	}),
	appeals: z.object({ no: int, sbd: int, text, created_at: date }),
	signals: z.object({ sbd: int, kind: z.enum(['away', 'device']), question: int, times: int, ms: int }),
	erasures: z.object({
		player: int.nullable(),
		why: z.enum(['asked', 'guardian', 'mistake', 'over', 'due']),
		at: date
	}),
	/** Questions of banks that its draft wants to play. */
	questions: z.object({
		id: z.uuid(),
		externalId: text,
		status: z.enum(['draft', 'reviewed', 'approved']),
		question: wholeQuestion
	}),
	media: z.object({ id: mediaId, kind: z.enum(mediaKinds), width: int, height: int, small: z.boolean() })
} as const;
export type RowKind = keyof typeof rowSchemas;
export type RowsOf<K extends RowKind> = z.output<(typeof rowSchemas)[K]>[];
export const rowKinds = Object.keys(rowSchemas) as RowKind[]; // made from it above

export const entryOf = (kind: RowKind) => `${kind}.jsonl`;
export const mediaEntry = (id: string, size: 'whole' | 'small') =>
	`media/${id}${size === 'small' ? '.small' : ''}`;
