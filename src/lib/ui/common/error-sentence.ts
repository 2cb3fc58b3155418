import { m } from '$lib/paraglide/messages';

/** What an error page says. SvelteKit's own texts are English and help nobody; errors that we throw bring a sentence. */
export function errorSentence(status: number, message: string | undefined): string {
	if (status === 404) return m.error_page_missing();
	if (status >= 500) return m.error_page_broken();
	return message ?? m.error_page_broken();
}
