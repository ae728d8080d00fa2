import { measureLinkage } from './measure-linkage.ts'
const r = await measureLinkage(process.argv.slice(2).map(Number))
for (const [k,v] of Object.entries(r.labelled)) console.log(k, v.f1.toFixed(4), v.precision.toFixed(4), v.recall.toFixed(4), v.seconds.toFixed(1))
for (const g of r.generated) console.log(JSON.stringify(g))
