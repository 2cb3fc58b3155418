import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { baseLocale, extractLocaleFromHeader } from '$lib/paraglide/runtime';
import { app } from '../app';
import { checkToken, type TokenHolder } from '../auth';
import { reportBug } from '../observe/log';
import { noteSecurity } from '../observe/security-log';
import { readBody } from './body';
import type { Endpoint } from './endpoint';
import { refusalBody, statusOf, type ApiCode, type Refusal } from './refusal';

type Answer = { ok: true; body: unknown } | Refusal;

/** What a call is answered by. Cookies and who is signed in are no part of it. */
type Asked = Pick<RequestEvent, 'request' | 'params' | 'url' | 'getClientAddress'>;

/** What could be tried with a token that is good and may not do this. */
const noted: ApiCode[] = ['token/scope', 'contest/managers_only', 'contest/unknown'];

/** An endpoint as SvelteKit calls it: asks for the token, lets the endpoint answer, and says everything in JSON. */
export function serve(endpoint: Endpoint): RequestHandler {
	return async (event) => {
		const answer = await answerTo(endpoint, event).catch((error: unknown): Answer => {
			reportBug(`the API failed: ${endpoint.method} ${endpoint.path}`, error);
			return { ok: false, code: 'server/unavailable' };
		});
		if (answer.ok) return Response.json(answer.body, { headers });
		const locale = extractLocaleFromHeader(event.request) ?? baseLocale;
		return Response.json(refusalBody(answer, locale), {
			status: statusOf[answer.code],
			headers: { ...headers, ...headersOf(answer) }
		});
	};
}

const headers = { 'cache-control': 'no-store' };

async function answerTo(endpoint: Endpoint, asked: Asked): Promise<Answer> {
	const token = /^Bearer +(\S+)$/i.exec(asked.request.headers.get('authorization') ?? '')?.[1];
	if (token === undefined) return { ok: false, code: 'token/missing' };
	const checked = await checkToken(app().db, { token, address: asked.getClientAddress() });
	if (!checked.ok) return checked;
	const answer = await letIn(endpoint, asked, checked.holder);
	if (!answer.ok && noted.includes(answer.code)) note(asked, checked.holder, answer.code);
	return answer;
}

async function letIn(endpoint: Endpoint, { request, params }: Asked, holder: TokenHolder): Promise<Answer> {
	const { scope } = endpoint;
	if (scope !== null && !holder.scopes.includes(scope)) return { ok: false, code: 'token/scope' };
	const sent = endpoint.request ? await readBody(request) : { ok: true as const, body: undefined };
	if (!sent.ok) return sent;
	return await endpoint.answer({ app: app(), holder, code: params['code'] ?? '' }, sent.body);
}

function note(asked: Asked, { id, user }: TokenHolder, code: ApiCode): void {
	noteSecurity('token_refused', {
		token: id,
		user: user.id,
		address: asked.getClientAddress(),
		method: asked.request.method,
		path: asked.url.pathname,
		code
	});
}

/** What programs understand without reading the body (RFC 6750, RFC 9110). */
function headersOf({ code, wait }: Refusal): Record<string, string> {
	if (wait !== undefined) return { 'retry-after': String(wait) };
	if (code === 'token/missing') return { 'www-authenticate': 'Bearer' };
	if (code === 'token/scope') return { 'www-authenticate': 'Bearer error="insufficient_scope"' };
	return statusOf[code] === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {};
}
