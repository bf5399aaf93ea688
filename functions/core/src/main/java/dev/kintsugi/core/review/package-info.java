/**
 * What a reviewer says, made into data: findings, verifications of earlier findings, and a verdict that is an approval
 * only when nobody can doubt it. Pure: no model and no git in here.
 */
@NullMarked
package dev.kintsugi.core.review;

import org.jspecify.annotations.NullMarked;
