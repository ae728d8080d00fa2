/**
 * Legal forms of companies, gathered from the company law of their countries. One line holds forms that are
 * the same in law or translation; a line's class says what kind of body it is. Two forms of one class are
 * often one company as two registers write it ("OAO", "JSC"); two classes are weak evidence against.
 */

/** `company` is said of any kind of firm ("Co.", "Corporation") and contradicts none. */
export type FormClass = 'limited' | 'stock' | 'partnership' | 'sole' | 'state' | 'association' | 'company'

/** class; then the forms, as written, in any of their spellings; `<` marks those that may stand in front. */
const table = `
limited | ltd, limited, ltd liability co, limited liability company, limited company, co ltd, company limited, private limited, pvt ltd, private ltd, pvt limited, (p) ltd, <llc, l.l.c., llc co, limited liability co, limited liability corporation, liability company
limited | pte ltd, pte, pte limited, private company limited by shares
limited | pty ltd, pty, pty limited, proprietary limited, (pty) ltd
limited | <sdn bhd, sendirian berhad, sdn berhad
limited | gmbh, g.m.b.h., gesellschaft mit beschraenkter haftung, gesellschaft mit beschrankter haftung, gesellschaft mbh, ges.m.b.h., gesmbh, mbh, ggmbh, ug, ug haftungsbeschraenkt, ug haftungsbeschrankt, unternehmergesellschaft
limited | <ooo, o.o.o., <obshchestvo s ogranichennoy otvetstvennostyu, <obschestvo s ogranichennoy otvetstvennostyu, <obshchestvo s ogranichennoi otvetstvennostyu, <limited liability company, <too, <tov, <tovarystvo z obmezhenoyu vidpovidalnistyu, <tovarishchestvo s ogranichennoy otvetstvennostyu, <odo, <osoo, <mchj
limited | <srl, s.r.l., <societatea cu raspundere limitata, <societate cu raspundere limitata, <sc srl, societa a responsabilita limitata, srls, s.r.l.s., sociedad de responsabilidad limitada, s de rl de cv, s de rl, sa de cv rl
limited | <sarl, s.a.r.l., <societe a responsabilite limitee, eurl, sarlu, sprl, bvba, b.v.b.a., besloten vennootschap met beperkte aansprakelijkheid, b.v., bv, besloten vennootschap
limited | sl, s.l., slu, sociedad limitada, lda, limitada, ltda, l.d.a., unipessoal lda, eireli, e.i.r.l.
limited | <sp z oo, sp zoo, sp. z o.o., spzoo, spolka z oo, spolka z ograniczona odpowiedzialnoscia, <spolka z ograniczona odpowiedzialnoscia
limited | sro, s.r.o., spol s ro, spol sro, spol. s r.o., spolecnost s rucenim omezenym, spolocnost s rucenim obmedzenym
limited | doo, d.o.o., <drustvo s ogranicenom odgovornoscu, <drustvo sa ogranicenom odgovornoscu, dooel, d.o.o.e.l., ood, o.o.d., eood, e.o.o.d., <druzestvo s ogranichena otgovornost, druzba z omejeno odgovornostjo
limited | <shpk, sh.p.k., <shoqeri me pergjegjesi te kufizuar
limited | kft, korlatolt felelossegu tarsasag, uab, uzdaroji akcine bendrove, sia, sabiedriba ar ierobezotu atbildibu, ou, osauhing
limited | ltd sti, limited sirketi, ltd sirketi, tic ltd sti, ticaret ltd sti, ticaret limited sirketi, san tic ltd sti, san ve tic ltd sti, sanayi ve ticaret ltd sti, sanayi ve ticaret limited sirketi
limited | epe, e.p.e., ike, i.k.e., mepe, monoprosopi epe
limited | oy, osakeyhtio, ab oy, oy ab, aps, anpartsselskab, ehf, einkahlutafelag
limited | wll, w.l.l., fze, f.z.e., fzc, fz llc, fzco, dmcc, fz-llc, dhmm, zat masouliya mahdouda, bm, b.m.
limited | gk, godo kaisha, yk, yugen kaisha, yugen gaisha, <cong ty tnhh, <tnhh, <cong ty trach nhiem huu han, <cty tnhh, youxian gongsi, youxian zeren gongsi, yuhan hoesa
stock | plc, p.l.c., public limited company, pcl, public company limited, ccc, cyf, cwmni cyfyngedig cyhoeddus
stock | ag, a.g., aktiengesellschaft, se, societas europaea, kgaa
stock | sa, s.a., <societe anonyme, sociedad anonima, sociedade anonima, <societatea pe actiuni, sau, sa de cv, sab de cv, sapi de cv, saa, sas, s.a.s., <societe par actions simplifiee, sasu, <sc sa, a.e., ae, anonymi etaireia, anonimi eteria
stock | spa, s.p.a., societa per azioni, sapa
stock | nv, n.v., naamloze vennootschap
stock | <jsc, <ojsc, <cjsc, <pjsc, joint stock company, <joint stock company, <open joint stock company, <closed joint stock company, <public joint stock company, <oao, <zao, <pao, <ao, o.a.o., z.a.o., p.a.o., a.o., <aktsionernoe obshchestvo, <aktsionernoye obshchestvo, <otkrytoe aktsionernoe obshchestvo, <otkrytoye aktsionernoye obshchestvo, <zakrytoe aktsionernoe obshchestvo, <zakrytoye aktsionernoye obshchestvo, <publichnoe aktsionernoe obshchestvo, <publichnoye aktsionernoye obshchestvo, <neprivatne aktsionerne tovarystvo, <pat, <prat, <pryvatne aktsionerne tovarystvo, <publichne aktsionerne tovarystvo, <nao, joint-stock co, private joint stock company, psc, pjs, saog, saoc, qsc, qpsc, ksc, kscc
stock | as, a.s., a.s, anonim sirketi, tic as, ticaret as, ticaret anonim sirketi, san tic as, san ve tic as, sanayi ve ticaret as, sanayi ve ticaret anonim sirketi, akciova spolecnost, akciova spolocnost, aksjeselskap, aktieselskab, a/s, asa, allmennaksjeselskap, aktsiaselts
stock | ab, aktiebolag, aktiebolaget, publ ab, ab publ, oyj, julkinen osakeyhtio, hf, hlutafelag
stock | ad, a.d., ead, akcionarsko drustvo, aktsionerno druzhestvo, dd, d.d., dionicko drustvo, delniska druzba, <sha, sh.a., <shoqeri aksionare, rt, zrt, nyrt, bt rt, reszvenytarsasag, zartkoruen mukodo reszvenytarsasag, akcine bendrove, akciju sabiedriba
stock | spolka akcyjna, psa, prosta spolka akcyjna
stock | bhd, berhad, <pt, p.t., <perseroan terbatas, tbk, <pt tbk
stock | kk, k.k., kabushiki kaisha, kabushiki gaisha, <kabushiki kaisha, <ctcp, <cong ty co phan, <cong ty cp, gufen youxian gongsi, jusik hoesa, <jusik hoesa
stock | sal, s.a.l., offshore sal, holding sal
stock | inc, inc., incorporated, incorporation
partnership | lp, l.p., limited partnership, ltd partnership, llp, l.l.p., limited liability partnership, lllp, gp, general partnership
partnership | kg, k.g., kommanditgesellschaft, gmbh co kg, gmbh und co kg, gmbh and co kg, ag co kg, ohg, offene handelsgesellschaft, gbr, gesellschaft buergerlichen rechts
partnership | snc, s.n.c., societe en nom collectif, sas di, sca, s.c.a., scs, sec, societe en commandite simple, societe en commandite par actions, vof, v.o.f., cv, c.v., commanditaire vennootschap
partnership | sp k, sp. k., spk, sp j, sp. j., spj, spolka komandytowa, spolka jawna, spolka cywilna, bt, kkt, kd, k.d., jtd, hb, handelsbolag, kommanditbolag, ks, ans, tl, ay, ky, oe, o.e., ee, e.e., kollektif sirketi, komandit sirketi
sole | <ip, <individual entrepreneur, <individualnyy predprinimatel, <chp, <fop, <pfa, <intreprindere individuala, ek, e.k., eingetragener kaufmann, et, sole trader, sole proprietorship, sahis sirketi, enkeltmandsvirksomhed
state | <gup, <fgup, <mup, <federal state unitary enterprise, federal state unitary enterprise, state unitary enterprise, <federalnoe gosudarstvennoe unitarnoe predpriyatie, <federalnoye gosudarstvennoye unitarnoye predpriyatiye, <gosudarstvennoe unitarnoe predpriyatie, <municipal unitary enterprise, <fgbu, <gbu, <rup, <respublikanskoe unitarnoe predpriyatie, <unitarnoe predpriyatie, regie autonoma, epic, eop
association | ev, e.v., eingetragener verein, asbl, vzw, onlus, aps onlus, ngo, <ano, <nko, cic, community interest company, cio, eg, e.g., eingetragene genossenschaft, sc coop, s.c.r.l., scrl, scarl, s.coop., cooperative society limited, cvba, osk, amba
company | co, co., company, corp, corp., corporation, cie, compagnie, compania, companhia, compagnia, corporacion, corporacao, korporatsiya, kompaniya, kompania, kompanija, sirket, sirketi, <sharikat, <sherkat, <sharika, <shirka, shirkat, kaisha, gongsi, na, n.a., national association, firma, <firma, gesellschaft, bedrijf, spolka, tvrtka, vallalat, yritys, selskab, selskap, bolag, shoqeria, <kompani, societe, societa, sociedad, sociedade, societatea, <societatea, etaireia, eteria, <شركة, <شرکت, εταιρεία, <фирма
`

export type LegalForm = { name: string; class: FormClass; line: number; mayLead: boolean; words: string[] }

/**
 * Lists every form as the table writes it.
 * @param split - folds a text and splits it into words, as names are
 * @returns forms that have a word
 */
export function legalForms(split: (text: string) => string[]): LegalForm[] {
  return table
    .trim()
    .split('\n')
    .flatMap((row, line) => {
      const [kind = '', forms = ''] = row.split('|')
      return forms.split(',').map((written) => {
        const form = written.trim()
        const mayLead = form.startsWith('<')
        return {
          name: form.replace('<', ''),
          class: kind.trim() as FormClass,
          line,
          mayLead,
          words: split(form),
        }
      })
    })
    .filter((form) => form.words.length > 0)
}
