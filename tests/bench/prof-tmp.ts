import { chromium } from 'playwright-core';
import { build } from 'vite';
import { buildTable, encodeTable } from '../../lib/recognise/build-table.ts';
import { CHROMIUM_ARGS } from '../browsers/chromium-args.ts';
import { findChromium } from '../browsers/find.ts';
import { serveFixtures } from '../e2e/fixture-server.ts';
import { makeLargePage } from './page/made-pages.ts';
import { readPapers, readTitles, spread } from './real-papers.ts';
const [texts, size, thing] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4] ?? 'match'];
const data='/work/shared/data';
const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, target: 'es2022', minify: false, lib: { entry: new URL('page/in-page.ts', import.meta.url).pathname, formats: ['iife'], name: 'inPage' } } });
const code = [built].flat()[0].output[0].code;
const server = await serveFixtures();
const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
const papers = readPapers(data, 12_000);
const pageMade = makeLargePage(papers, texts);
const titles = spread(readTitles(data), size);
const table = encodeTable(buildTable(titles.map(({id,title},row)=>({row,title,keys:[`arxiv:${id}`]}))));
const url = server.make('x', pageMade.html);
for (let i=0;i<3;i++){
const page = await browser.newPage(); await page.goto(url); await page.evaluate(code); await page.evaluate((e)=>Reflect.get(globalThis,'takeTable')(e), table); await page.waitForTimeout(300);
const s = await page.context().newCDPSession(page); await s.send('Profiler.enable'); await s.send('Profiler.setSamplingInterval',{interval:200}); await s.send('Profiler.start');
await page.evaluate((n)=>Reflect.get(globalThis,'measured')[n](), thing);
const { profile } = await s.send('Profiler.stop');
const self=new Map<string,number>(); const dt=profile.timeDeltas; const idx=new Map(profile.nodes.map((n:any)=>[n.id,n])); profile.samples.forEach((id:number,i:number)=>{const n:any=idx.get(id); const k=n.callFrame.functionName||'(anon '+n.callFrame.lineNumber+')'; self.set(k,(self.get(k)??0)+dt[i]/1000);});
if(i===2) { let total=0; for(const [k,v] of self) if(!/idle|program/.test(k)) total+=v; console.log('total', total.toFixed(1)); for(const [k,v] of [...self].sort((a,b)=>b[1]-a[1]).slice(0,24)) console.log(v.toFixed(1),k); }
await page.close(); }
await browser.close(); await server.close();
