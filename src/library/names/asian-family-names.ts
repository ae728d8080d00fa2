// Family names of Korean, Chinese and Vietnamese origin as they are romanised. Few names serve very many
// people there, so that one of them agreeing says little; and the family name stands first.

const korean =
  'kim gim lee li ri yi rhee park pak bak choi choe chung jung jong jeong chong kang gang cho jo yoon yun ' +
  'chang jang lim rim im han shin sin suh so seo kwon gwon hwang ahn an song ryu yu yoo hong ko go koh ' +
  'moon mun yang son sohn bae pae paek baek paik heo ho nam no roh noh ha ku koo gu sim shim ju chu ' +
  'u woo jon jeon chon kwak byon pyon o oh'
const chinese =
  'wang zhang chang chen chan liu lau yang huang wong zhao chao wu ng zhou chow xu hsu sun ma zhu chu hu guo ' +
  'kuo lin lam he ho gao kao luo lo zheng cheng liang leung xie hsieh tang xi hsi deng teng feng dong cao tsao zeng ' +
  'tseng peng xiao hsiao cai tsai pan tian jiang chiang yuan yu du ye yeh lu lv jin mao hua'
const vietnamese =
  'nguyen tran le pham huynh hoang phan vu vo dang bui do ngo duong ly truong dinh mai dao trinh doan'

/** Lower-case Latin forms. */
export const asianFamilyNames: ReadonlySet<string> = new Set(`${korean} ${chinese} ${vietnamese}`.split(' '))

/** Those after which one-syllable words are one given name. */
export const familyFirstNames: ReadonlySet<string> = new Set(`${korean} ${chinese}`.split(' '))
