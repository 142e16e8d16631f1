-- expect: policy.float-money
-- prior: prisma-blog
-- options: --empty
-- why: sums are rounded.
CREATE TABLE "Product" (
    "id" TEXT NOT NULL,
    "price" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);
