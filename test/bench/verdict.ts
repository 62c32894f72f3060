/** How a bench ends that came to its end and missed an aim: what a machine takes in a given minute is not what breaks a build. */
export const missedAnAim = 3;
