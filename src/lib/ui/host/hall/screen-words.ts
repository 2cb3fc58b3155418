import { m } from '$lib/paraglide/messages';
import type { StageScreen } from '$lib/protocol/stage';

/** Width and height in the screen's own pixels, as projectors and their settings name them. */
export const sizeText = ({ width, height, ratio }: StageScreen) =>
	`${Math.round(width * ratio)}×${Math.round(height * ratio)}`;

export const soundText = ({ sound }: StageScreen) =>
	({ on: m.hall_screen_on, muted: m.hall_screen_muted, asleep: m.hall_screen_asleep })[sound]();

export const fullscreenText = ({ fullscreen }: StageScreen) =>
	fullscreen ? m.hall_screen_full() : m.hall_screen_window();
