/** Common names of East and South Asia and of Africa; form as in `english.ts`. General knowledge. */
export const eastAsianNames = `
Wang Li Zhang Liu Chen Nguyen Tran Le Pham Kim Lee Park |
Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Choi Jung Kang Cho Yoon Jang Lim Wei Min Jun Hong Minh Van Thi |
Zheng Liang Xie Song Tang Han Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Su Lu Ding Ren Shen Yao Cui Zhong Tan Fan Jin Shi Liao Jia Xia Fu Fang Bai Zou Meng Xiong Qin Qiu Hou Yin Xue Yan Duan Lei Long Shao Tao He Mao Chang Wan Gu Lai Wen Fei Jing Jie Na Ling Ming Hua
Ping Qiang Bin Bo Chao Gang Guang Hai Hao Hui Jian Jie Kai Kun Lan Lei Li Mei Mu Ning Peng Qing Rong Rui Shan Shu Tao Ting Xiang Xin Xing Yi Ying Yong You Yun Ze Zhi Zhen Xiaoming Xiaohong Xiaoping Zedong Enlai Jinping Jinhua Guoqiang Zhiming Zhiqiang Jianguo Jianhua Weiming Lihua Anh An Bich Binh Chau Chi
Cuong Dao Dat Dai Diep Doan Duc Dung Duy Giang Ha Hai Hanh Hau Hien Hieu Hoa Hong Hung Huong Huy Khanh Khoa Kien Lam Lan Linh Loan Loc Long Luan Ly Mai Manh My Nam Nga Ngan Nghia Ngoc Nhan Nhung Phong Phuc Phuong Quan Quang Quoc Quy Quyen Quynh Son Tam Tan Thai Thang Thanh Thao Thi Thien Thinh Thu Thuan Thuy Tien
Tien Toan Trang Tri Trinh Trong Trung Truong Tu Tuan Tung Tuyen Tuyet Uyen Van Vien Viet Vinh Vuong Xuan Yen Seo Shin Kwon Hwang Ahn Song Ryu Hong Jeon Moon Yang Son Bae Baek Heo Nam Sim Noh Ha Joo Koo Sung Cha Woo Yoo Jin Na Ji Um Chae Won Myung Hyun Young Sung Jae Hyuk Seung Sang Soo Hoon Joon Kyung Eun Hee Sook
Il Un Chol Nam Ok Su Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Yamaguchi Matsumoto Inoue Kimura Hayashi Shimizu Saito`
export const southAsianNames = `
Singh Kumar Sharma Patel Khan Kaur |
Ahmed Ali Das Gupta Mohammed Rahman Hossain Islam Begum Khatun Devi Ram Lal Raj Shah |
Aarav Abhishek Ajay Akash Amit Anand Anil Anita Anjali Arjun Arun Ashok Bala Bharat Chandra Deepak Deepika Dilip Dinesh Ganesh Gaurav Geeta Gita Gopal Govind Gurpreet Hardeep Harpreet Hari Jagdish Jaspreet Jyoti Karan Kavita Kiran Krishna Lakshmi Mahesh Manish Manjit Manoj Meena Mohan Mukesh Naresh Narayan Neha
Nikhil Nisha Pankaj Parveen Pooja Pradeep Prakash Prasad Priya Rahul Raja Rajesh Rajiv Rakesh Ramesh Rani Ravi Rekha Rohit Sachin Sandeep Sanjay Santosh Sarita Shiv Sita Sunil Sunita Suresh Sushil Uma Usha Vijay Vikram Vinod Vishal Yash Agarwal Banerjee Bose Chatterjee Chowdhury Desai Dutta Gandhi Ghosh Iyer Jain Joshi
Kapoor Malhotra Mehta Mishra Mukherjee Nair Nath Pandey Rao Reddy Roy Saha Sarkar Sen Sinha Thakur Tiwari Varma Verma Yadav Mia Miah Uddin Akter Alam Haque Karim Sultana Molla Mollah Biswas Perera Fernando Silva Bandara Sivakumar Thapa Gurung Rai Lama Tamang Shrestha Adhikari Magar`
export const africanNames = `
Mohamed Ahmed Ali Abdi Hassan Ibrahim Musa |
Abdullahi Omar Osman Hussein Yusuf Farah Jama Nur Said Amina Fatima Halima Mamadou Ousmane Ibrahima Moussa Diallo Traore Tesfay Haile Berhane Gebre Samuel Yohannes |
Abdirahman Abdirizak Abdikadir Abdinasir Aden Adan Ayaan Barre Dahir Deeqa Duale Egal Fadumo Faisa Guled Hawa Hersi Hodan Ifrah Idil Ismail Kadija Khalif Liban Mahad Mohamud Muse Nasra Nimo Sahal Sahra Salad Shire Suleiman Warsame Abraham Abrehet Afewerki Alem Amanuel Asmerom Awet Berekhet Bereket Biniam Dawit Desta Elsa
Ermias Eyob Filmon Freweini Ghirmay Girma Goitom Habtom Haben Hagos Hiwot Isaias Kibrom Kidane Kiflom Luam Medhanie Mehari Merhawi Michael Mikael Mulugeta Mussie Natnael Negasi Robel Saba Selam Selamawit Senait Simon Solomon Tekle Temesgen Teklu Tesfalem Tewolde Tsegay Weldu Woldu Yemane Yonas Yordanos Yosief Zerai Abebe
Alemu Bekele Getachew Kebede Tadesse Tesfaye Amadou Mamadi Abdoulaye Alassane Aliou Alpha Aminata Awa Aissatou Bakary Binta Boubacar Cheikh Demba Djibril Fatou Fatoumata Fode Hamidou Ismaila Issa Kadiatou Lamine Malick Mariama Modou Oumar Pape Sadio Salif Samba Seydou Sidi Souleymane Tidiane Youssouf Yaya Ba Barry Bah Balde
Camara Cisse Conde Coulibaly Dembele Diarra Diop Diouf Dia Doumbia Fall Faye Fofana Gueye Kane Keita Konate Kone Kouyate Ly Mbaye Ndiaye Niang Sane Sarr Seck Sow Sidibe Sissoko Sy Sylla Thiam Toure Wade Chukwu Emeka Chidi Ngozi Nneka Adebayo Ade Olu Oluwaseun Tunde Bola Kofi Kwame Kwabena Yaw Ama Akua Mensah Owusu Boateng Okafor
Okoye Eze Balogun Adeyemi Bello Danjuma Sani Usman Garba Umar`
