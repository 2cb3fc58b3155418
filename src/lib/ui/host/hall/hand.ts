import { m } from '$lib/paraglide/messages';

/** What no program can see and somebody must, each with why or how. */
export const handItems = [
	{ name: 'power', label: m.hall_hand_power, hint: m.hall_hand_power_hint },
	{ name: 'projector', label: m.hall_hand_projector, hint: m.hall_hand_projector_hint },
	{ name: 'wifi', label: m.hall_hand_wifi, hint: m.hall_hand_wifi_hint },
	{ name: 'spare', label: m.hall_hand_spare, hint: m.hall_hand_spare_hint },
	{ name: 'roles', label: m.hall_hand_roles, hint: m.hall_hand_roles_hint }
] as const;
