import { contests } from '$lib/server/api/contests';
import { serve } from '$lib/server/api/serve';

export const GET = serve(contests);
