System.Console.WriteLine(new Projects.DarkTower_GcDatabase().ProjectPath);
