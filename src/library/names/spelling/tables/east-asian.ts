/**
 * Vietnamese, Chinese, Korean and Japanese family and common given names, in their own writing and the systems
 * met in papers: Pinyin, Wade–Giles, Hong Kong, Hokkien; Revised, McCune–Reischauer and family habit. In such
 * short names a letter decides, so known names must share a line here to be one. General knowledge.
 */
export const eastAsian = `
Nguyen Nguyễn Nguyên 阮 Nguyện
Tran Trần Tran
Le Lê Le
Pham Phạm Pham
Huynh Huỳnh
Hoang Hoàng
Phan Phan
Vu Vũ
Vo Võ
Dang Đặng Dang Đăng
Bui Bùi Bui
Do Đỗ Do
Ho Hồ Ho
Ngo Ngô Ngo
Duong Dương Duong
Ly Lý Ly
Dinh Đinh Dinh
Trinh Trịnh Trinh
Doan Đoàn Doan
Luong Lương Luong
Mai Mai
Truong Trương Truong
Lam Lâm Lam
Thi Thị Thi
Van Văn Van
Duc Đức Duc
Dung Dũng Dung
Dat Đạt Dat
Hung Hùng Hung Hưng
Huong Hương Huong
Linh Linh
Minh Minh
Phuong Phương Phuong Phượng
Quang Quang
Thanh Thành Thanh
Thao Thảo Thao
Thuy Thủy Thùy Thuỷ Thuý Thúy Thuy
Tuan Tuấn Tuan
Tuyet Tuyết Tuyet
Viet Việt Viet
Wang 王 Wang Wong Ong Vong Vương
Li 李 Li Lee Lý Ri
Zhang 张 張 Zhang Chang Cheung Teo Tjong Tio Cheong
Liu 刘 劉 Liu Lau Low Liou Lew
Chen 陈 陳 Chen Ch'en Chan Tan Chin
Yang 杨 楊 Yang Yeung Young Yeo
Zhao 赵 趙 Zhao Chao Chiu Jao
Huang 黄 黃 Huang Wong Ng Hwang Ooi Vong Bong
Zhou 周 Zhou Chou Chow Chau Jou
Wu 吴 吳 Wu Woo Ng Goh Go
Xu 徐 许 許 Xu Hsu Hui Tsui Chui Koh Khoo Shu
Sun 孙 孫 Sun Suen Soon
Hu 胡 Hu Woo
Zhu 朱 Zhu Chu Choo Jhu
Gao 高 Gao Kao Ko
Lin 林 Lin Lam Lim Ling Lum
He 何 He Ho Ho
Guo 郭 Guo Kuo Kwok Kok Quek Kwek
Ma 马 馬 Ma Mah Beh
Luo 罗 羅 Luo Lo Law Loh
Liang 梁 Liang Leung Leong Neo
Song 宋 Song Sung Soong
Zheng 郑 鄭 Zheng Cheng Tay Teh Cheang
Xie 谢 謝 Xie Hsieh Tse Chia Cheah Shie Shieh
Han 韩 韓 Han Hon
Tang 唐 Tang Tong T'ang
Feng 冯 馮 Feng Fung Fong
Yu 于 余 Yu Yue Yee Eu
Dong 董 Dong Tung
Xiao 萧 蕭 肖 Xiao Hsiao Siu Siew Shiao
Cheng 程 Cheng Ching
Cao 曹 Cao Ts'ao Tsao Cho
Yuan 袁 Yuan Yuen
Deng 邓 鄧 Deng Teng Tang
Xiong 熊 Xiong Hsiung Hung
Jiang 江 蒋 蔣 姜 Jiang Chiang Kong Keung Cheung
Cai 蔡 Cai Tsai Ts'ai Choi Choy Chua Tjoa
Ye 叶 葉 Ye Yeh Yip Ip Yap
Su 苏 蘇 Su Soo So Soh
Lu 卢 盧 陆 陸 鲁 魯 Lu Loo Lo Luk
Qin 秦 Qin Ch'in Chin
Qiu 邱 Qiu Ch'iu Yau Khoo Chiu Chu
Shi 石 施 史 Shi Shih Shek Sze
Jin 金 Jin Chin
Kong 孔 Kong Kung
Xiaoping 小平 Xiaoping Hsiao-p'ing
Zedong 泽东 澤東 Zedong Tsetung Tse-tung
Jinping 近平 Jinping Chinp'ing Chin-p'ing
Enlai 恩来 Enlai En-lai
Kim 김 金 Kim Gim Khim
Lee 이 리 Lee Yi Rhee Ri I Yee Rhie
Park 박 朴 Park Pak Bak Pahk
Choi 최 崔 Choi Choe Ch'oe Tchoi
Jung 정 鄭 Jung Jeong Chung Chong Jong Cheong
Kang 강 Kang Gang
Cho 조 趙 Cho Jo Joe
Yoon 윤 Yoon Yun Youn
Jang 장 Jang Chang
Lim 임 림 Lim Im Rim Yim
Shin 신 Shin Sin
Kwon 권 Kwon Gwon Kweon
Hwang 황 Hwang Whang
Ahn 안 Ahn An
Seo 서 Seo Suh Sŏ So
Moon 문 Moon Mun
Noh 노 로 Noh Roh No Ro
Oh 오 Oh O
Ko 고 Ko Go Koh
Bae 배 Bae Pae Bai
Baek 백 Baek Paek Paik Baik
Yoo 유 류 Yoo Yu Ryu You
Hong 홍 Hong
Jeon 전 Jeon Jun Chun Chon
Sato 佐藤 Sato Satō Satoh Satou
Suzuki 鈴木 Suzuki Susuki
Tanaka 田中 Tanaka
Ito 伊藤 Ito Itō Itoh Itou
Watanabe 渡辺 渡邊 Watanabe
Kato 加藤 Kato Katō Katoh
Ono 小野 Ono Ohno Ōno 大野 Oono
`
