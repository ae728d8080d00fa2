/** Common names of the Arab countries, Iran, Afghanistan, Pakistan and Kurdistan; form as in `english.ts`. General knowledge. */
export const arabMen = `
Mohammed Ahmad Ali Mahmoud Hassan Hussein Ibrahim Mustafa Abdullah Khalid |
Omar Yusuf Said Salem Saleh Hamid Hamad Nasser Karim Jamal Samir Tariq Walid Bilal Ismail Othman Abbas Adel Amin Amir Anwar Fadi Faisal Farid Fouad Hadi Hamza Imad Issam
Jamil Kamal Majid Malik Mansour Marwan Mounir Mourad Nabil Rashid Riad Saad Salah Salim Sami Yasin Yasser Younes Zaid Zakaria |
Adnan Akram Alaa Ammar Amr Anas Ashraf Atef Awad Ayman Ayoub Aziz Badr Bashar Bashir Bassam Bassem Daoud Fahad Faraj Fares Farouk Fathi Fawzi Firas Ghassan Ghazi Habib Haidar
Haitham Hakim Hamdan Hamdi Hani Haroun Hashim Hatem Hazem Hisham Hosni Hossam Ihab Ihsan Ilyas Imran Iyad Jaber Jafar Jalal Jassim Jawad Jihad Juma Kadhim Kamel Khalaf Khalil Khamis
Louay Lutfi Maher Mahdi Mazen Moataz Moayad Mohannad Mubarak Mufid Muhannad Mukhtar Munib Munim Munther Musa Muslim Mutaz Mumtaz Muzaffar Nader Nadim Nadir Naif Naim Naji Najib Najm Nasim Nasir Nasri Nawaf Nazih
Nidal Nizar Nouri Qais Qasim Qusay Rabih Raed Rafat Rafiq Rami Ramzi Raouf Rauf Rida Ridwan Sabri Sadiq Safwan Sakr Salman Samer Sameh Samih Saqr Saif Shadi Shakir Sharif Shawqi Shukri Subhi Sufian
Suhail Suleiman Taha Tahir Talal Talib Tamer Tamim Tawfiq Tayyib Thamer Turki Ubaid Uday Wael Wajdi Wassim Wissam Yahya Yaqub Yazid Ziad Zuhair Fayez Fayad Fahmi Fakhri Fakher Farah Khairi Ridha Hanif Wahid Waheed Rasheed Rahim Rahman Raheem
Karam Akil Aqil Basil Bassel Hilal Hilmi Jabir Jarir Kais Karam Khalifa Khalfan Khudair Labib Mahboub Mahjoub Mahfouz Marzouk Marouf Mashhur Masoud Matar Midhat Mishal Murtada Nadhir Nasrallah Nimr Qadir Rabee Raafat Rajab Ramadan Riyad Rushdi
Saber Sabir Saddam Salama Samaan Saoud Saud Shaaban Shaban Shihab Sinan Sobhi Taleb Tarek Thabit Urwa Wadi Wahab Yunis Zaki Zahir Zain Basem Haddad Anis Munif Naguib Safi Sadek Shaker Shafiq Talaat Atallah Attia Barakat Boutros Gerges Hanna Elias`
export const arabWomen = `
Fatima Aisha Maryam Khadija Zainab Amina Noor Sara |
Huda Hanan Iman Layla Mona Nadia Rania Salma Samira Zahra Yasmin Sana Safia Rana Rasha Reem Asma Amal Dina Hala Heba |
Abir Ahlam Alia Amani Amira Arwa Basma Bushra Dalal Doaa Dunya Elham Farah Farida Fawzia Ghada Habiba Hadeel Hadil Hafsa Halima Hamida Hana Hayat Hind Ibtisam Inas Intisar Jamila Jihan Karima Khawla Kawthar Lamia Latifa Lina
Lubna Lulwa Maha Malak Manal Marwa Maysa Nabila Nada Nadine Nahla Naima Najla Najwa Nawal Nisrine Noura Ola Rabab Rabia Rahma Raja Randa Rawan Rola Ruqaya Saba Sabah Sahar Saida Salwa Samia Samiha Shaima Shams Siham Suad Suha Suhad Sumaya Tahani
Wafa Warda Widad Yusra Zakia Zubaida Hayam Abla Afaf Aya Batoul Dana Dima Hanin Israa Jana Joud Juman Lama Leen Lujain Mai Marah Nour Rahaf Raneem Rima Sidra Souad Tala Taghrid`
export const persianNames = `
Mohammad Ali Hossein Reza Mehdi Hassan Zahra Fatemeh Maryam |
Amir Ahmad Abbas Saeed Hamid Majid Masoud Mahmoud Mostafa Morteza Javad Alireza Behzad Behrouz Farhad Farshid Davoud Ebrahim Kamran Mehran Mehrdad Mohsen Nader Navid Omid Parviz Ramin Vahid Leila Sara Nasrin Narges Parvin Shirin Zeinab |
Akbar Amin Arash Ardeshir Arman Asghar Aydin Babak Bahman Bahram Bijan Bahador Dariush Ehsan Esmail Fardin Fariborz Farid Farzad Farzin Faramarz Fereydoun Gholam Gholamreza Hadi Hamed Hashem Homayoun Houshang Iman Iraj Jahangir Jalal Jamshid Kambiz
Karim Kaveh Kazem Keyvan Khosrow Kian Kianoush Kourosh Mahan Mani Manouchehr Maziar Meysam Milad Mojtaba Nima Parsa Payam Pedram Pejman Peyman Pouya Rahim Rasoul Rostam Rouhollah Sadegh Sajjad Saman Shahab Shahin Shahram Shahriar Siamak Siavash
Sina Sohrab Soroush Touraj Yashar Afsaneh Atefeh Azadeh Azar Bahareh Elham Elnaz Farzaneh Forough Golnar Hanieh Hengameh Homa Jaleh Ladan Laleh Mahnaz Mahsa Mahin Marjan Masoumeh Mina Mitra Nahid Nasim Negar Niloufar Parisa Roya Samira Sepideh
Setareh Shabnam Shadi Shahla Shahnaz Shiva Simin Soheila Somayeh Soraya Tahereh Taraneh Yalda Zohreh Ahmadi Mohammadi Hosseini Rezaei Karimi Rahimi Jafari Hashemi Moradi Sadeghi Ghasemi Heydari Mousavi Nouri Amiri Ebrahimi Akbari Asadi Azizi Bagheri
Abbasi Farahani Ghorbani Habibi Jalali Kazemi Maleki Mirzaei Najafi Nazari Rostami Salehi Shirazi Soltani Taheri Tehrani Yazdani Yousefi Zamani Zare Kermani Tabrizi Esfahani Mashhadi`
export const afghanNames = `
Mohammad Abdul Ahmad Khan Gul Shah Ali |
Karim Rahim Najib Hamid Habib Hakim Aziz Wali Nabi Sher Zaman Jan Akbar Amin Imran Iqbal Usman Bilal Asif Tariq Nawaz Singh Hussain Malik Ahmed |
Abid Adeel Adnan Aftab Ajmal Akhtar Akram Aman Amanullah Amir Anwar Arif Arshad Asad Asadullah Ashraf Aslam Ashfaq Atif Aurangzeb Ayaz Azam Azhar Babar Bashir Daud Ejaz Enayatullah Faheem Faisal Faizan Farhan Farid Faridoon Farooq Fazal Ghafoor Ghani Ghulam Haji
Hamidullah Habibullah Haroon Hasib Hashmat Hekmatullah Hidayatullah Humayun Idrees Ihsanullah Ijaz Ikram Inayat Inam Irfan Ismail Ismatullah Jabbar Jalil Jamal Jamshed Janan Javed Kabir Kaleem Kamran Kashif Khalid Khalil Khurram Khushal Latif Mansoor Matiullah Mirwais
Mirza Mohsin Mujib Mukhtar Munir Murad Musa Mustafa Nadeem Nadir Naeem Najibullah Naqib Nasir Nasrullah Naveed Nazar Niaz Nisar Noman Noor Obaidullah Omid Pervez Qadir Qasim Qayum Rahmatullah Rafiq Rafi Rashid Rauf Riaz Rizwan Rohullah Saad Sabir Sadiq Saeed Saifullah
Sajid Saleem Salman Samiullah Sanaullah Sarfraz Sardar Sarwar Shabir Shafiq Shafi Shahbaz Shahid Shahzad Shakeel Shamsuddin Sharif Shaukat Shoaib Sohail Sulaiman Taj Tahir Talha Tanveer Toryalai Umar Wahid Wahidullah Waheed Waqar Waqas Wasim Yama Yaqub Yasir Younis
Yousaf Zabihullah Zafar Zahid Zaheer Zalmay Zia Zubair Zulfiqar Achakzai Afridi Ahmadzai Amiri Barakzai Durrani Ghilzai Haqqani Hotak Karimi Karzai Khattak Mangal Mohmand Noorzai Orakzai Popalzai Qaderi Rahimi Safi Sahak Shinwari Stanikzai Stanekzai Wardak Yusufzai
Zadran Zazai Bhatti Butt Chaudhry Cheema Dar Gill Iqbal Kaur Mirza Qureshi Raja Rana Sheikh Siddiqui Hashmi Bukhari Gilani Kiani Kazmi`
export const kurdishNames = `
Mihemed Ehmed Ali Hesen Husen Mustafa Omer Osman |
Azad Ferhat Serhat Baran Diyar Kawa Karwan Rebin Rebwar Sherko Sherzad Zana Zilan Dilan Berivan Rojin Newroz Hiwa Hejar Heval Aram Dara Rizgar Soran Shivan |
Agit Akar Ako Alan Amed Arjin Arin Aso Bahoz Barzan Bawer Behnam Beritan Besê Botan Cihan Ciwan Ciwanro Dilshad Dilovan Dildar Evin Goran Gulistan Hêlîn Hemin Hêvî Hozan Jiyan Jwan Jihan Kamaran Kosar Lalê Mazlum Mem Mirhan Mordem Nalin Narin
Nechirvan Nesrin Peri Ramyar Rêzan Rodi Rohat Rojda Rojava Ronahi Roni Rozerin Salar Saman Sarbast Sarkawt Serbest Serdar Seywan Shilan Shwan Siamand Sidar Sipan Shno Soma Tara Viyan Welat Xebat Xelil Xalid Yado Zagros Zerdesht Zinar Zozan
Barzani Talabani Khoshnaw Hawrami Jaff Zebari Sindi Surchi Bradosti Dizayi Mizuri Doski Gorani Rasul Salih Qadir Rasoul Karim Majid Ahmad`
