-- CreateEnum
CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "role" "Role" NOT NULL DEFAULT 'USER',

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "title" VARCHAR(120) NOT NULL,
    "content" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorId" TEXT,
    "legacyId" TEXT,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

INSERT INTO "User" ("id", "email") SELECT 'ck' || g, 'a' || g || '@example.com' FROM generate_series(1, 200) g;
INSERT INTO "Post" ("title", "authorId", "legacyId") SELECT 'p' || g, 'ck' || g % 200 + 1, g::text FROM generate_series(1, 1000) g;
