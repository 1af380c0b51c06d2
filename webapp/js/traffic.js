// How often a user and an attacker call each route, out of the same bag: what most people need, an attacker does not.

const OFTEN = ["often1", "often2", "often3", "often4", "often5", "often6", "often7", "often8"];

const weights = (often, regularly, sometimes1, sometimes2, rarely) => [
  ...OFTEN.map((route) => [route, often]),
  ["regularly1", regularly],
  ["regularly2", regularly],
  ["regularly3", regularly],
  ["sometimes1", sometimes1],
  ["sometimes2", sometimes2],
  ["rarely", rarely],
];

const USER = weights(46, 42, 33, 42, 27);
const ATTACKER = weights(0.2, 8, 25, 16, 49);

const draw = (bag) => {
  let rest = Math.random() * bag.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [route, weight] of bag) {
    rest -= weight;
    if (rest < 0) return route;
  }
  return bag[0][0];
};

/** The next route that a user would call. */
export const likeUser = () => draw(USER);

/** The next route that an attacker would call. */
export const likeAttacker = () => draw(ATTACKER);

/** A route's tier: its name without the number. */
export const tier = (route) => route.replace(/\d+$/, "");
