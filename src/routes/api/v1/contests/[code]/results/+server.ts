import { contestResult } from '$lib/server/api/results';
import { serve } from '$lib/server/api/serve';

export const GET = serve(contestResult);
