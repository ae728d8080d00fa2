/** First groups, to be split by culture. One group a line: every spelling of one name. */
export const groups = `
محمد Mohammed Muhammad Mohamed Mohamad Mohammad Muhammed Muhamed Mahomed Mehmet Mehmed Mohd Muhamad Mamadou Magomed
أحمد Ahmed Ahmad Ahmet Achmed Akhmed Akhmad Ehmed
حسن Hassan Hasan Hasen
حسين Hussein Hossein Huseyin Hüseyin Husain Hussain Hosein Houssein Hocine Husayn Hossain
علي Ali Aly Alî
يوسف Yusuf Yousef Youssef Yousif Yosef Joseph Josef José Giuseppe Iosif Yusif Józef Josip
`
