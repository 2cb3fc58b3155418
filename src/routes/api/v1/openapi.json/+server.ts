import { openApi } from '$lib/server/api/openapi';
import type { RequestHandler } from './$types';

/** What the API is, for programs; nobody is asked for a token. */
export const GET: RequestHandler = () => Response.json(openApi());
