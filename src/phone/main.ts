import { mount } from 'svelte';
import { PhoneClient } from '$lib/client/phone.svelte';
import { getLocale } from '$lib/paraglide/runtime';
import '$lib/ui/show-tokens.css';
import '$lib/ui/phone/phone.css';
import EnterCode from '$lib/ui/phone/EnterCode.svelte';
import PhoneApp from '$lib/ui/phone/PhoneApp.svelte';
import { PlayPart } from '$lib/ui/phone/play-part.svelte';

// `/` asks for the code; `/play/<code>` is one contest. The page itself is the same for all and prerendered.
const target = document.getElementById('phone');
if (!target) throw new Error('the page has no place for the phone');
document.documentElement.lang = getLocale();
target.replaceChildren();
const code = /^\/play\/([^/]+)/.exec(location.pathname)?.[1];
if (code) {
	const phone = new PhoneClient(code);
	mount(PhoneApp, { target, props: { code, phone, play: new PlayPart(phone) } });
} else {
	mount(EnterCode, { target });
}
