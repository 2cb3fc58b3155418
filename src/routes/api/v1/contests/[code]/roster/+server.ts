import { contestRoster } from '$lib/server/api/roster';
import { serve } from '$lib/server/api/serve';

export const POST = serve(contestRoster);
