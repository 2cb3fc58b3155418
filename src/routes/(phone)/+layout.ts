/** One prerendered page; what runs in it is the phone's own small program (src/phone/main.ts) and not SvelteKit. */
export const prerender = true;
export const csr = false;
export const trailingSlash = 'never';
