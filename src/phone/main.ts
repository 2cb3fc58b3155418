import { mount } from 'svelte';
import { getLocale } from '$lib/paraglide/runtime';
import '$lib/ui/tokens.css';
import '$lib/ui/phone/phone.css';
import EnterCode from '$lib/ui/phone/EnterCode.svelte';
import PhoneApp from '$lib/ui/phone/PhoneApp.svelte';

// `/` asks for the code; `/play/<code>` is one contest. The page itself is the same for all and prerendered.
const target = document.getElementById('phone');
if (!target) throw new Error('the page has no place for the phone');
document.documentElement.lang = getLocale();
target.replaceChildren();
const code = /^\/play\/([^/]+)/.exec(location.pathname)?.[1];
if (code) mount(PhoneApp, { target, props: { code } });
else mount(EnterCode, { target });
