/** The play: what a phone needs from the first question on, a file of its own that comes once it is seated (play-part.svelte.ts). */
import './play.css';
export { Seal } from '$lib/client/seal';
export { loadFormulas } from '$lib/ui/common/formulas';
export { default as Noticed } from './Noticed.svelte';
export { default as Play } from './Play.svelte';
