/** Amazon Bedrock by its Converse API. The AWS SDK stays in here. */
@NullMarked
package dev.kintsugi.models.bedrock;

import org.jspecify.annotations.NullMarked;
