import type { z } from 'zod';
import type { App } from '../app';
import type { TokenHolder } from '../auth';
import type { TokenScope } from '../db/schema';
import type { ApiCode, Refusal } from './refusal';

/** A call that was let in. */
export interface Call {
	app: Pick<App, 'db' | 'live'>;
	holder: TokenHolder;
	/** `{code}` of the path; empty where it has none. */
	code: string;
}

/** What an endpoint is, for whoever reads about it, and what it does. */
interface Definition<Request extends z.ZodType, Response extends z.ZodType, Code extends ApiCode> {
	method: 'get' | 'post';
	/** Below /api/v1. */
	path: `/${string}`;
	/** Of its operation, and of its response among the schemas. */
	name: string;
	summary: string;
	description?: string;
	/** What a token must be good for; null: any token will do. */
	scope: TokenScope | null;
	/** The body that it takes. */
	request?: Request;
	response: Response;
	/** How its own refusals are called; those of every call are in `openapi.ts`. */
	errors: readonly Code[];
	/** `sent` has passed through `request`; what it returns passes through `response` before anybody sees it. */
	handle(call: Call, sent: z.output<Request>): Promise<{ ok: true; body: z.input<Response> } | Refusal<Code>>;
}

/** An endpoint, whatever it takes and gives. */
export interface Endpoint extends Omit<Definition<z.ZodType, z.ZodType, ApiCode>, 'handle'> {
	/** Answers a call with this body, if it takes one. */
	answer(call: Call, sent: unknown): Promise<{ ok: true; body: unknown } | Refusal>;
}

/** Makes an endpoint: nothing reaches its `handle` or leaves it that is not as its schemas say. */
export function endpoint<Request extends z.ZodType, Response extends z.ZodType, Code extends ApiCode>({
	handle,
	...said
}: Definition<Request, Response, Code>): Endpoint {
	const { request, response } = said;
	return {
		...said,
		async answer(call, sent) {
			const read = request?.safeParse(sent);
			if (read && !read.success)
				return { ok: false, code: 'request/invalid', values: { where: whereIn(read.error) } };
			// Without a schema `handle` takes nothing.
			const done = await handle(call, read?.data as z.output<Request>);
			return done.ok ? { ok: true, body: response.parse(done.body) } : done;
		}
	};
}

/** The first place that is wrong, as `contestants.3.name`. */
function whereIn({ issues: [first] }: z.ZodError): string {
	const keys = first?.code === 'unrecognized_keys' ? first.keys.slice(0, 1) : [];
	return [...(first?.path ?? []), ...keys].join('.').slice(0, 100) || 'body';
}
