/**
 * Common names of Britain, Ireland and the English-speaking world. Three classes a list, commonest first, parted by
 * `|`: about one bearer in a hundred, one in four hundred, one in two thousand. From general knowledge.
 */
export const englishMen = `
John David Michael James Robert William Thomas Daniel Paul Peter |
Andrew Christopher Stephen Mark Richard George Joseph Matthew Anthony Charles Alexander Edward Simon Kevin Ian Brian Alan Patrick Jack Harry
Samuel Benjamin Martin Gary Philip Jonathan Adam Nicholas Graham Steven Oliver Jason Sean Ryan Lee Liam Luke |
Aaron Albert Alfred Arthur Barry Ben Bernard Bradley Brandon Bruce Callum Cameron Carl Charlie Christian Clive Colin Connor Craig Damian Darren
Dean Declan Dennis Derek Dominic Donald Douglas Duncan Dylan Edwin Eric Ethan Eugene Evan Finlay Francis Frank Frederick Gareth Gavin Geoffrey
Gerald Gerard Glenn Gordon Grant Gregory Harold Henry Howard Hugh Isaac Ivan Jacob Jake Jamie Jeffrey Jeremy Jerome Joel Jordan Joshua Julian
Justin Karl Keith Kenneth Kieran Kyle Lawrence Leo Leonard Leslie Lewis Logan Louis Malcolm Marcus Mason Maurice Max Mitchell Morgan Nathan
Neil Nigel Noah Norman Oscar Owen Ralph Raymond Reginald Robin Rodney Roger Ronald Rory Ross Roy Rupert Russell Scott Sebastian Shaun Sidney
Stanley Stuart Terence Theodore Timothy Toby Tony Trevor Tyler Vernon Victor Vincent Walter Warren Wayne Zachary Bryn Dale Denis Desmond Erik
Ernest Felix Fergus Fred Giles Guy Hector Herbert Hugo Irvin Irving Jared Jasper Jesse Jim Kent Lance Larry Leon Lionel Lloyd Miles Neville
Otto Percy Perry Preston Quentin Rex Rudolf Sam Seth Shane Sidney Ted Todd Travis Troy Wesley Wilfred Barack Barry Benedict Clifford Curtis`
export const englishWomen = `
Mary Sarah Elizabeth Margaret Susan Anne Emma Laura |
Jennifer Patricia Linda Barbara Karen Helen Nicola Julie Rebecca Joanne Jane Claire Rachel Emily Amy Charlotte Lisa Catherine Christine
Jacqueline Victoria Alison Samantha Michelle Louise Hannah Lucy Sophie Jessica Olivia |
Abigail Alexandra Alice Amanda Amelia Andrea Angela Ann Anna Annabel Annette April Audrey Beatrice Bella Bernadette Beth Bethany Beverley
Brenda Bridget Carol Carole Caroline Carolyn Cheryl Chloe Christina Clara Dawn Danielle Deborah Denise Diana Diane Donna Doreen Doris Dorothy
Eileen Elaine Eleanor Ella Ellen Ellie Erica Erin Esther Eva Evelyn Fiona Florence Frances Freya Gail Gemma Georgia Georgina Gillian Gina Grace
Harriet Hazel Heather Henrietta Hilary Holly Irene Iris Isabel Isabella Isla Jacqueline Janet Janice Jasmine Jean Jenna Jill Joan Joanna Jocelyn
Jodie Josephine Joy Joyce Judith Julia Juliet June Justine Kate Kathleen Katherine Katie Kathryn Kayleigh Kelly Kerry Kimberley Kirsty Lauren
Lesley Lily Lorna Lorraine Lydia Lynn Madeleine Marcia Maria Marie Marilyn Marion Martha Martina Maureen Melanie Melissa Mia Miranda Miriam Molly
Monica Naomi Natalie Natasha Nina Nora Norma Pamela Paula Pauline Penelope Philippa Phoebe Poppy Rhiannon Rita Roberta Rosalind Rose Rosemary
Ruby Ruth Sally Sandra Shannon Sharon Sheila Shirley Sian Simone Sonia Stella Stephanie Susanna Suzanne Sylvia Tanya Tara Teresa Tracey Ursula
Valerie Vanessa Vera Veronica Violet Vivienne Wendy Yvonne Zara Zoe Carla Claudine Corinne Daniela Denise Edith Elsa Gabrielle Gloria Ida
Ingrid Ivy Janine Jeanette Lena Leonie Lilian Loretta Mabel Marina Maxine Nadine Noelle Petra Regina Rosa Sabrina Selina Tamara Trudy Viola`
export const englishFamilies = `
Smith Jones Williams Taylor Brown |
Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright Walker White Edwards Hughes Green Hall Lewis Harris Clarke Patel Jackson
Wood Turner Martin Cooper Hill Ward Morris Moore Clark Lee King Baker Harrison Morgan Allen James Scott Phillips Watson Davis Parker Price Bennett
Murphy Kelly Byrne Ryan Walsh |
Young Griffiths Mitchell Cook Carter Richardson Bailey Collins Bell Shaw Murray Miller Cox Marshall Adams Wilkinson Palmer Gray Mills Barnes
Campbell Hunter Holmes Rogers Stevens Simpson Webb Powell Fisher Pearce Ellis Chapman Butler Foster Hudson Russell Stewart Dixon Matthews Owen
Lloyd Fletcher Reid Ross Graham Hamilton Henderson Kennedy Grant Ferguson Burns Gordon Duncan MacDonald Anderson Johnston Robertson Craig Reynolds
Fox Hart Cole Rose Stone Newman Nelson Brooks Spencer Gibson Mason Knight Saunders Armstrong Austin Barker Barrett Bates Bishop Black Booth Bradley
Bryant Burke Burton Carr Chambers Coleman Crawford Cunningham Curtis Dawson Day Dean Douglas Dunn Elliott Fleming Ford Francis Freeman Gardner
George Gilbert Goodwin Gregory Hardy Harper Harvey Hawkins Hayes Hopkins Howard Howell Hunt Jenkins Jennings Kerr Lane Lawrence Lawson Long Lowe
Lynch Marsh May McCarthy McDonald McKenzie Meyer Morrison Morton Newton Nicholson Norris Nolan Osborne Page Parry Payne Perkins Perry Porter
Poole Quinn Read Reed Regan Rhodes Rice Riley Rowe Ryder Sanders Sharp Sheppard Short Simmons Slater Stephens Stephenson Sullivan Sutton Tate
Thornton Todd Tucker Tyler Vaughan Wade Wallace Walters Walton Warner Warren Watts Weaver Webster Wells West Wheeler Wilkins Willis Woods Doe
Bush Connell OConnell Brennan Doyle Gallagher Doherty Nolan Down MacLeod MacLean MacKenzie MacKinnon MacGregor Connolly Duffy Farrell Flynn Hogan
Keane Maguire Moran Mulligan Daly Dunne Fitzgerald Power Sheridan Sweeney Tierney Whelan Pugh Parry Probert Prosser Rees Rowlands Tudor Vaughan`
